/** What went wrong between client and server, in a sentence for whoever reads the log of the client. */
import { STDIO_DEFAULT_MAX_BUFFER_SIZE } from '@modelcontextprotocol/server';

const MB = 1_048_576;

export function faultInWords(error: Error): string {
  if ('issues' in error) return 'A line was no message of the protocol, and was left out.';
  if (error.message.startsWith('ReadBuffer exceeded'))
    return `A message was longer than ${STDIO_DEFAULT_MAX_BUFFER_SIZE / MB} MB, so the connection was ended.`;
  if ('code' in error && error.code === 'EPIPE') return 'The client has gone, and was not answered.';
  return error.message;
}
