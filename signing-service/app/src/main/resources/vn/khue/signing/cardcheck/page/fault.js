/** Why a card is not accepted: one of the codes that the service's own reader uses too. */
export class Fault extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}
