import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A server for agents that is spoken to over its standard streams, one JSON document a line (MCP, stdio). */
export class McpSession {
  readonly #child;
  readonly #ended: Promise<Answer>;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #ids = 0;

  private constructor(file: string, env: Record<string, string>) {
    this.#child = spawn(process.execPath, [file], { env, stdio: ['pipe', 'pipe', 'inherit'] });
    this.#ended = once(this.#child, 'close').then(() => ({ error: { message: 'the server has ended' } }));
    createInterface({ input: this.#child.stdout }).on('line', (line) => {
      const answer = JSON.parse(line) as Answer;
      if (answer.id !== undefined) this.#waiting.get(answer.id)?.(answer);
    });
  }

  static async open(file: string, env: Record<string, string>): Promise<McpSession> {
    const session = new McpSession(file, env);
    await session.#ask('initialize', {
      protocolVersion: '2024-11-05',
      capabilities: {},
      clientInfo: { name: 'opencx-hubspot', version: '0' },
    });
    session.#say({ jsonrpc: '2.0', method: 'notifications/initialized' });
    return session;
  }

  async toolNames(): Promise<string[]> {
    const { tools } = (await this.#ask('tools/list', {})) as { tools: { name: string }[] };
    return tools.map(({ name }) => name);
  }

  /** What the tool says, as the agent reads it. */
  async call(name: string, input: object): Promise<{ isError: boolean; text: string }> {
    const result = await this.#ask('tools/call', { name, arguments: input });
    const { content, isError = false } = result as { content: { text: string }[]; isError?: boolean };
    return { isError, text: content.map(({ text }) => text).join('\n') };
  }

  close(): void {
    this.#child.kill();
  }

  async #ask(method: string, params: object): Promise<unknown> {
    this.#ids += 1;
    const id = this.#ids;
    const answered = new Promise<Answer>((resolve) => this.#waiting.set(id, resolve));
    this.#say({ jsonrpc: '2.0', id, method, params });
    const { error, result } = await Promise.race([answered, this.#ended]);
    if (error !== undefined) throw new Error(`${method}: ${error.message}`);
    return result;
  }

  #say(message: object): void {
    this.#child.stdin.write(`${JSON.stringify(message)}\n`);
  }
}

interface Answer {
  id?: number;
  result?: unknown;
  error?: { message: string };
}
