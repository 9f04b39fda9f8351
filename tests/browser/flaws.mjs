// What a check has found wrong, collected under the place it is about.

export class Flaws {
  #place;
  #list = [];

  constructor(place) {
    this.#place = place;
  }

  /** One flaw if what has to hold does not. */
  expect(holds, otherwise) {
    if (!holds) this.#list.push(`${this.#place}: ${otherwise}`);
  }

  get list() {
    return this.#list;
  }
}

/** Runs steps in a row; a step that cannot go on is a flaw as well, with the page's own words. */
export async function steps(place, work) {
  const flaws = new Flaws(place);
  try {
    await work(flaws);
  } catch (error) {
    flaws.expect(false, `cannot go on: ${error.message.split('\n').slice(0, 3).join(' ')}`);
  }
  return flaws.list;
}
