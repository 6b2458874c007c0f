/** A text that is not a message of docs/protocol.md. `field` is the invalid field, such as `payload.calls[1].version`. */
export class InvalidMessageError extends Error {
  readonly field: string;
  readonly problem: string;

  constructor(field: string, problem: string) {
    super(field === '' ? problem : `${field}: ${problem}`);
    this.name = 'InvalidMessage';
    this.field = field;
    this.problem = problem;
  }
}
