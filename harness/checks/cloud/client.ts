import axios, { AxiosError, type AxiosInstance } from 'axios';

const PATIENCE_MS = 20_000;

/** An HTTP client of one service. What is not a success throws, and says what the service answered. */
export function makeClient(baseURL: string, headers: Readonly<Record<string, string>>): AxiosInstance {
  const client = axios.create({ baseURL, headers: { ...headers }, proxy: false, timeout: PATIENCE_MS });
  client.interceptors.response.use(undefined, (error: unknown) => {
    throw error instanceof AxiosError ? readable(error) : error;
  });
  return client;
}

/** Without the request itself, which carries a token. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly code = 'service-refused';
  /** undefined: there was no answer. */
  readonly status: number | undefined;

  constructor(message: string, status: number | undefined) {
    super(message);
    this.status = status;
  }
}

function readable({ config, response, code, message }: AxiosError): ServiceError {
  const what = `${config?.method?.toUpperCase()} ${config?.baseURL ?? ''}${config?.url ?? ''}`;
  if (!response) return new ServiceError(`${what}: no answer: ${code ?? message}`, undefined);
  const body = typeof response.data === 'string' ? response.data : JSON.stringify(response.data);
  return new ServiceError(`${what}: ${response.status}: ${body}`.slice(0, 600), response.status);
}
