import { expect, test } from 'vitest';
import { ApiError } from '../../lib/api';
import { formErrorOf } from './formError';

const formErrorFor = (status: number, name: string, problem: string) =>
  formErrorOf(new ApiError(status, `${name}: ${problem}`, { name, problem }));

test('a taken username is reported at its field, with what to do', () => {
  expect(formErrorFor(409, 'username', 'is taken')).toEqual({
    field: 'username',
    text: 'This username is taken. Choose another one.',
  });
});

test("the server's text about a field becomes a sentence", () => {
  expect(formErrorFor(400, 'name', 'must be 1 to 100 characters')).toEqual({
    field: 'name',
    text: 'Name must be 1 to 100 characters.',
  });
  expect(formErrorFor(400, 'password', 'The password is too short.').text).toBe('The password is too short.');
});

test('a field that the form does not have is never named', () => {
  expect(formErrorFor(400, 'avatarUrl', 'must be an address')).toEqual({
    field: null,
    text: 'That did not work. Check what you entered and try again.',
  });
});

test('an error about no field is reported for the whole form', () => {
  expect(formErrorOf(new ApiError(401, 'The username or the password is wrong.'))).toEqual({
    field: null,
    text: 'The username or the password is wrong.',
  });
});
