import { countyOf, type Life } from './filling.ts'

/** Lives of so many people, each cut off when it has grown as long as that: of those in which nothing has come by then after which nobody could write. */
export function storiesFor(people: number, { storyLength, workers }: { storyLength: number; workers?: number }): Life[] {
  const ends = ['PersonDied', 'EntryWithdrawn', 'StoryForgotten']
  const lives = countyOf(Math.ceil(people * 1.5), workers).flatMap(({ story, ...life }) => {
    const [begun, ties] = [story.slice(0, storyLength - 2), story.slice(-2)]
    const isLong = story.length >= storyLength && !begun.some(({ entry }) => ends.includes(entry.type))
    return isLong ? [{ ...life, story: [...begun, ...ties] }] : []
  })
  if (lives.length < people) throw new Error(`Of the people made up only ${lives.length} can be written to.`)
  return lives.slice(0, people)
}
