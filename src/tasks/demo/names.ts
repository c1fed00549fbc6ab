/** Made-up people’s names, by the years in which they were likely given. */
export interface FirstNames {
  she: readonly string[]
  he: readonly string[]
}

const eldest: FirstNames = {
  she: [
    ...['Mavis', 'Edna', 'Doreen', 'Joan', 'Beryl', 'Elsie', 'Iris', 'Peggy', 'Muriel', 'Hilda', 'Winnie', 'Betty', 'Audrey', 'Sheila'],
    ...['Nora', 'Ivy', 'Jean', 'Freda', 'Kathleen', 'Olwen', 'Dilys', 'Hyacinth', 'Rashida', 'Surjit'],
  ],
  he: [
    ...['Des', 'Stan', 'Ron', 'Wilf', 'Arthur', 'Cyril', 'Ken', 'Norman', 'Reg', 'Harold', 'Alf', 'Len', 'Sid', 'Bernard', 'Eric'],
    ...['Ernie', 'Dennis', 'Walter', 'Emrys', 'Idris', 'Vincent', 'Gurdial', 'Winston', 'Ted'],
  ],
}
const elder: FirstNames = {
  she: [
    ...['Maureen', 'Pauline', 'Brenda', 'Linda', 'Carol', 'Sandra', 'Glenys', 'Christine', 'Janet', 'Rita', 'Valerie', 'Marlene', 'Pearl'],
    ...['Yvonne', 'Eileen', 'Sylvia', 'Denise', 'Megan', 'Nasreen', 'Bridget', 'Teresa', 'Lorna', 'Gwen', 'Kamla'],
  ],
  he: [
    ...['Barry', 'Terry', 'Roy', 'Keith', 'Alan', 'Malcolm', 'Derek', 'Brian', 'Graham', 'Clive', 'Raymond', 'Geoff', 'Trevor', 'Mick'],
    ...['Frank', 'Gwilym', 'Dai', 'Leroy', 'Mohan', 'Yusuf', 'Gordon', 'Phil', 'Doug', 'Colin'],
  ],
}
const middle: FirstNames = {
  she: [
    ...['Tracey', 'Karen', 'Julie', 'Debbie', 'Mandy', 'Sharon', 'Jackie', 'Lisa', 'Nicola', 'Joanne', 'Samantha', 'Claire', 'Michelle'],
    ...['Dawn', 'Paula', 'Shabana', 'Siân', 'Donna', 'Kerry', 'Angela', 'Beverley', 'Farah', 'Ewa', 'Cheryl'],
  ],
  he: [
    ...[
      'Gary',
      'Darren',
      'Wayne',
      'Lee',
      'Craig',
      'Steve',
      'Andy',
      'Kev',
      'Paul',
      'Shaun',
      'Dean',
      'Carl',
      'Ian',
      'Neil',
      'Stuart',
      'Gareth',
    ],
    ...['Imran', 'Marcus', 'Winfield', 'Tony', 'Nigel', 'Marek', 'Rhys', 'Delroy'],
  ],
}
const younger: FirstNames = {
  she: [
    ...['Gemma', 'Leanne', 'Kirsty', 'Stacey', 'Jade', 'Chantelle', 'Natalie', 'Hayley', 'Aisha', 'Becky', 'Zoe', 'Danielle', 'Lowri'],
    ...['Shanice', 'Kelly', 'Magda', 'Ruth', 'Toni', 'Priya', 'Carly', 'Amy', 'Louise', 'Bryony', 'Hannah'],
  ],
  he: [
    ...['Liam', 'Ryan', 'Kieran', 'Ashley', 'Scott', 'Jamie', 'Aaron', 'Danny', 'Luke', 'Curtis', 'Adeel', 'Callum', 'Ross', 'Tomasz'],
    ...['Jermaine', 'Rob', 'Gavin', 'Owain', 'Nathan', 'Bilal', 'Connor', 'Lewis', 'Marlon', 'Joel'],
  ],
}
const youngest: FirstNames = {
  she: [
    ...['Ellie', 'Megan', 'Chloe', 'Amber', 'Tia', 'Maisie', 'Zara', 'Keira', 'Millie', 'Skye', 'Freya', 'Courtney', 'Niamh', 'Hana'],
    ...['Poppy', 'Layla', 'Erin', 'Kayleigh', 'Cerys', 'Abbie', 'Safa', 'Libby', 'Faith', 'Shola'],
  ],
  he: [
    ...['Jayden', 'Tyler', 'Kai', 'Mason', 'Harvey', 'Riley', 'Zain', 'Finley', 'Corey', 'Ethan', 'Leon', 'Reece', 'Dylan', 'Alfie'],
    ...['Kofi', 'Brandon', 'Iwan', 'Toby', 'Hamza', 'Logan', 'Jude', 'Sam', 'Archie', 'Kaden'],
  ],
}

/** Names that somebody born in that year may well have. */
export function firstNames(birthYear: number): FirstNames {
  if (birthYear < 1944) return eldest
  if (birthYear < 1962) return elder
  if (birthYear < 1979) return middle
  if (birthYear < 1999) return younger
  return youngest
}

export const lastNames: readonly string[] = [
  ...['Ackroyd', 'Adeyemi', 'Ahmed', 'Appleyard', 'Baptiste', 'Barraclough', 'Bevan', 'Bickerdike', 'Birtles', 'Brearley', 'Brophy'],
  ...['Capstick', 'Clegg', 'Cobley', 'Crossland', 'Dacosta', 'Dalby', 'Devlin', 'Dobson', 'Duckworth', 'Eccles', 'Entwistle', 'Fairhurst'],
  ...['Farrow', 'Fenwick', 'Garside', 'Gledhill', 'Gough', 'Greenhalgh', 'Hallam', 'Hargreaves', 'Hinchliffe', 'Holroyd', 'Hussain'],
  ...['Iqbal', 'Jagger', 'Jarrett', 'Kellett', 'Kowalski', 'Lambert', 'Leyland', 'Lockwood', 'Loftus', 'Mahmood', 'Mellor', 'Midgley'],
  ...['Morgan', 'Mullaney', 'Naylor', 'Nuttall', 'Oakes', 'Okafor', 'Oldroyd', 'Parry', 'Pickles', 'Pollitt', 'Prosser', 'Quigley'],
  ...['Rafferty', 'Rhodes', 'Sandhu', 'Scholes', 'Shah', 'Shaw', 'Singh', 'Sowerby', 'Stead', 'Sykes', 'Tattersall', 'Tennant', 'Thackray'],
  ...['Tordoff', 'Unsworth', 'Varley', 'Wadsworth', 'Walmsley', 'Whitham', 'Wilkes', 'Winterbottom', 'Wolstenholme', 'Yates', 'Zielinski'],
]

/** What a dog, a cat or a bird is called. */
export const petNames: readonly string[] = [
  ...[
    'Biscuit',
    'Tyson',
    'Duchess',
    'Trigger',
    'Pickle',
    'Sooty',
    'Rosie',
    'Bruno',
    'Smudge',
    'Captain',
    'Gravy',
    'Lady',
    'Mister',
    'Nugget',
  ],
  ...['Olive', 'Pudding', 'Rex', 'Tinker', 'Wilma', 'Bandit', 'Crumpet', 'Delilah', 'Elvis', 'Fidget'],
]
