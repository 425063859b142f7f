import type { IncomingMessage, ServerResponse } from 'node:http';
import { unreachable } from '../../unreachable.ts';
import { breakAnswer } from '../broken-answer.ts';
import { answerJson } from './answer-json.ts';
import { ConnectorError, throttled } from './connector-error.ts';
import type { Fault } from './control.ts';

/** Answers a request in the faulty way. @returns the HTTP status, 0 when there is no answer */
export const misfire = (fault: Fault, request: IncomingMessage, response: ServerResponse): number => {
  switch (fault.kind) {
    case '429':
      return refuse(response, throttled(fault.retryAfter));
    case '412':
      return refuse(response, new ConnectorError(412, 'PreconditionFailed', 'Precondition failed'));
    case 'error':
      return refuse(response, new ConnectorError(fault.status, fault.code));
    case '5xx':
      return breakAnswer('5xx', request, response, fault.status ?? 500);
    case 'garbage':
    case 'reset':
    case 'hang':
      return breakAnswer(fault.kind, request, response);
    default:
      return unreachable(fault);
  }
};

const refuse = (response: ServerResponse, error: ConnectorError): number => {
  answerJson(response, error.status, error.body, error.headers);
  return error.status;
};
