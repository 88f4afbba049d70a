/** The doctor's flags, as commander hands them over. */
export interface DoctorFlags {
  thread?: string;
  ticket?: string;
  session?: string;
  contact?: string;
  portal?: string;
  defaultUser?: string;
  webhookUrl?: string;
  mode?: string;
  webhookConfig?: string[];
  answers?: string[];
  saveAnswers?: string;
  journal?: string;
  tokenFile?: string;
  config?: string;
  profile?: string;
  allowHost?: string[];
  probeWebhook?: boolean;
  only: string[];
  skip: string[];
  full?: boolean;
  offline?: boolean;
  /** commander's reading of --no-input. */
  input: boolean;
  sandbox?: string;
  format: 'text' | 'json';
  output?: string;
  failOn: 'fail' | 'warn' | 'manual';
  exitZero?: boolean;
  timeout: number;
  deadline: number;
}
