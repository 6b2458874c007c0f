import { inText } from './inText';

/** "Alice", "Alice and Bob", "Alice, Bob and Carol", "Alice, Bob and 2 others". */
export function listNames(names: readonly string[]): string {
  const [first = '', second = '', third = ''] = names.map(inText);
  switch (names.length) {
    case 0:
      return 'Nobody';
    case 1:
      return first;
    case 2:
      return `${first} and ${second}`;
    case 3:
      return `${first}, ${second} and ${third}`;
    default:
      return `${first}, ${second} and ${names.length - 2} others`;
  }
}
