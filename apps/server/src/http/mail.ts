import { createTransport } from 'nodemailer';

export interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** Sends a mail. Never throws: a mail that can't be sent is logged, and the request that asked for it answers as ever. */
export type SendMail = (mail: Mail) => Promise<void>;

interface MailOptions {
  /** `smtp://user:password@host:port`; null: mails are logged instead. */
  smtpUrl: string | null;
  from: string;
  log(level: 'info' | 'error', message: string, facts?: object): void;
}

export function createMail({ smtpUrl, from, log }: MailOptions): SendMail {
  if (smtpUrl === null) {
    return async ({ to, subject, text }) =>
      log('info', 'No SMTP_URL is set, so this mail is shown here', { to, subject, text });
  }
  const transport = createTransport(smtpUrl, { from });
  return async (mail) => {
    try {
      await transport.sendMail(mail);
    } catch (error) {
      log('error', 'a mail could not be sent', { subject: mail.subject, error: String(error) });
    }
  };
}
