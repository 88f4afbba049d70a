/** Paths lead below the roots and nowhere else, whatever an agent names. */
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { Roots } from '../../src/mcp/roots.ts';
import { folderWith, usageErrorOf } from '../config/folder.ts';

let cwd: string;
let roots: Roots;

beforeEach(async () => {
  cwd = await folderWith({
    'open/calls.csv': 'inside',
    'open/deep/more.csv': 'inside',
    'open-too/other.csv': 'outside, although its name begins alike',
    'secret/token.txt': 'outside',
  });
  await symlink(join(cwd, 'secret'), join(cwd, 'open', 'folder-out'));
  await symlink(join(cwd, 'secret', 'token.txt'), join(cwd, 'open', 'file-out'));
  await symlink(join(cwd, 'open', 'deep'), join(cwd, 'way-in'));
  await symlink(join(cwd, 'open', 'loop'), join(cwd, 'open', 'loop'));
  roots = await Roots.open(['open'], cwd);
});

test.each([
  ['by its name', () => 'calls.csv'],
  ['in a folder', () => 'deep/more.csv'],
  ['by its whole path', () => join(cwd, 'open', 'calls.csv')],
  ['through a way that comes back', () => 'deep/../calls.csv'],
  ['through a link from outside that leads in', () => join(cwd, 'way-in', 'more.csv')],
])('a file is found %s', async (_how, named) => {
  expect(await roots.fileNamed(named())).toMatch(/\/open\/(?:deep\/more|calls)\.csv$/);
});

test.each([
  ['above', () => '../secret/token.txt'],
  ['above, by a longer way', () => 'deep/../../secret/token.txt'],
  ['a whole path', () => join(cwd, 'secret', 'token.txt')],
  ['a neighbour whose name begins alike', () => join(cwd, 'open-too', 'other.csv')],
  ['a neighbour, from within', () => '../open-too/other.csv'],
  ['a link to a folder', () => 'folder-out/token.txt'],
  ['a link to a file', () => 'file-out'],
  ['a link to itself', () => 'loop'],
  ['the root itself', () => '.'],
  ['a folder', () => 'deep'],
  ['a device', () => '/dev/zero'],
  ['standard input', () => '-'],
  ['what the system says of the process', () => '/proc/self/environ'],
  ['a name with a zero in it', () => 'calls.csv\0.txt'],
  ['a name in capitals, where the disk tells them apart', () => 'CALLS.CSV'],
  ['an address', () => 'file:///etc/passwd'],
  ['a home', () => '~/.ssh/id_rsa'],
  ['nothing', () => '   '],
  ['a name of another world', () => '..\\secret\\token.txt'],
])('%s is refused in one sentence that says where files may be', async (_what, named) => {
  const { message, hint } = await usageErrorOf(roots.fileNamed(named()));
  expect(message).toMatch(/^[^\n]+\.$/);
  expect(`${message} ${hint}`).toMatch(/below|plain file/);
});

test('whether something is there outside is not told', async () => {
  const there = await usageErrorOf(roots.fileNamed('../secret/token.txt'));
  const not = await usageErrorOf(roots.fileNamed('../secret/nothing.txt'));
  expect(not.message.replace('nothing', 'token')).toBe(there.message);
});

test('a folder that may not be entered is a refusal like any other', async () => {
  await mkdir(join(cwd, 'open', 'closed'));
  await writeFile(join(cwd, 'open', 'closed', 'x.csv'), '');
  await chmod(join(cwd, 'open', 'closed'), 0);
  const outcome = await roots.fileNamed('closed/y.csv').catch((error) => error.message);
  await chmod(join(cwd, 'open', 'closed'), 0o700);
  expect(outcome).toMatch(/^There is no file closed\/y\.csv below/);
});

test('a root is followed when the server starts, and a link put in its place later leads nowhere', async () => {
  const linked = await Roots.open(['way-in'], cwd);
  expect(linked.folders[0]).toMatch(/\/open\/deep$/);
  expect(await linked.fileNamed('more.csv')).toMatch(/\/open\/deep\/more\.csv$/);
});

test('without a root nothing is read', async () => {
  const none = await Roots.open([], cwd);
  expect((await usageErrorOf(none.fileNamed('open/calls.csv'))).hint).toContain('--root DIR');
});

test.each(['nowhere', 'open/calls.csv'])('%s is no root', async (named) => {
  expect((await usageErrorOf(Roots.open([named], cwd))).message).toBe(`--root: there is no folder ${named}.`);
});

test.each(['', ' '])('"%s", as a variable that is not set leaves it, shares nothing', async (named) => {
  expect((await usageErrorOf(Roots.open([named], cwd))).message).toBe('--root names no folder.');
});
