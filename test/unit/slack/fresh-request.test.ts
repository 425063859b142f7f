import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { freshRequest } from '../../../src/slack/fresh-request.ts';

const now = new Date('2026-12-01T10:00:00Z');
const seconds = now.getTime() / 1000;

/** @returns the status with which a request was refused, or that it was handed on */
const requested = (timestamp: string | undefined, method = 'POST'): number | 'handed on' => {
  let outcome: number | 'handed on' | undefined;
  const listener = freshRequest(
    () => {
      outcome = 'handed on';
    },
    () => now,
  );
  const headers = timestamp === undefined ? {} : { 'x-slack-request-timestamp': timestamp };
  const response = {
    writeHead: (status: number) => {
      outcome = status;
      return { end: () => undefined };
    },
  };
  listener({ headers, method } as unknown as IncomingMessage, response as unknown as ServerResponse);
  return outcome!;
};

describe('A request', () => {
  test('dated more than five minutes ahead is refused', () => {
    expect(requested(String(seconds + 301))).toBe(401);
    expect(requested(String(seconds + 86_400))).toBe(401);
  });

  test('dated at most five minutes ahead is handed on', () => {
    expect(requested(String(seconds))).toBe('handed on');
    expect(requested(String(seconds + 300))).toBe('handed on');
  });

  test('by another method is refused', () => {
    expect(['GET', 'PUT', 'HEAD', 'OPTIONS'].map((method) => requested(String(seconds), method))).toEqual([
      405, 405, 405, 405,
    ]);
  });

  test('dated in the past, or not at all, is left to the check of its signature', () => {
    expect(requested(String(seconds - 86_400))).toBe('handed on');
    expect(requested(undefined)).toBe('handed on');
    expect(requested('soon')).toBe('handed on');
  });
});
