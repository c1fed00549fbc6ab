import { render } from '../pages/look.ts'
import type { Everything } from './everything.ts'

/** Everything that is held about a person, as one page that can be read, printed and kept by itself. */
export function everythingPage(everything: Everything): string {
  return render('everything.njk', { everything })
}
