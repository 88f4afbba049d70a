import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, withoutDelays } from '../../src/engine/settings.ts';
import { engineSettings } from '../../src/engine/stated-settings.ts';

const plain = { generation: 'G2', ticketing: true } as const;
const nothing = { answers: {} };

describe('the settings of an engine', () => {
  it('are the documented ones where nothing was said', () => {
    expect(engineSettings(plain, nothing, {})).toEqual(DEFAULT_SETTINGS);
  });

  it.each(['A-7001', 'a-7001', '7001'])('take %s for one and the same AI user', (defaultUserId) => {
    expect(engineSettings(plain, { ...nothing, defaultUserId }, {}).aiUser).toBe('A-7001');
  });

  it('leave what is no user as it was given, for the rules to show', () => {
    expect(engineSettings(plain, { ...nothing, defaultUserId: 'robin' }, {}).aiUser).toBe('robin');
  });

  it('know the app', () => {
    expect(engineSettings(plain, nothing, { appId: 2011410 }).appId).toBe(2011410);
  });

  it('follow the answers where nothing else was stated', () => {
    const answers = {
      'opencx.assistMode': { value: true },
      'opencx.ticketCreation': { value: false },
      'opencx.workflowAction': { value: true },
    };
    const told = { assistMode: true, ticketing: false, workflowAction: true };
    expect(engineSettings(plain, { answers }, {})).toMatchObject(told);
    expect(
      engineSettings({ ...plain, assistMode: false, workflowAction: false }, { answers }, {}),
    ).toMatchObject({ assistMode: false, workflowAction: false });
  });

  it('have no tickets where that was stated, whatever was answered', () => {
    const answers = { 'opencx.ticketCreation': { value: true } };
    expect(engineSettings({ ...plain, ticketing: false }, { answers }, {}).ticketing).toBe(false);
  });

  it('without delays are the same but for the two', () => {
    expect(withoutDelays(DEFAULT_SETTINGS)).toEqual({
      ...DEFAULT_SETTINGS,
      emailDelayMs: 0,
      closeDelayMs: 0,
    });
  });
});
