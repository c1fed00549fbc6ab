const style = `
  body { font: 1.125rem/1.5 system-ui, sans-serif; margin: 0; color: #0b0c0c; background: #fff }
  main { max-width: 40rem; margin: 0 auto; padding: 1rem }
  .note { border-left: .5rem solid #1d70b8; padding: .5rem 1rem; background: #f3f2f1 }
  ul { list-style: none; padding: 0 }
  li { margin: 0 0 1rem }
  button { font: inherit; font-weight: bold; padding: .5rem 1rem; min-height: 2.75rem; color: #fff; background: #00703c; border: 2px solid #00703c; cursor: pointer }
  button:hover { background: #005a30 }
  button:focus-visible { outline: 3px solid #0b0c0c; outline-offset: 2px; background: #fd0; color: #0b0c0c }
  li p { margin: .25rem 0 0 }
`

/** A whole page, plain and without scripts. What is in `title` and `inside` is taken as it is. */
export function page(title: string, inside: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – Unfolding</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${inside}
</main>
</body>
</html>
`
}

/** Text as it can stand in a page. */
export function inHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
