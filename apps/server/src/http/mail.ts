import { createTransport } from 'nodemailer';

export interface Mail {
  to: string;
  subject: string;
  text: string;
}

/**
 * Sends a mail, meanwhile: who asked for it is answered at once, so that how long it takes tells nobody whether there was one
 * to send. One that can't be sent is logged.
 */
export type SendMail = (mail: Mail) => void;

/** For each step of talking to a mail server, in milliseconds. */
const timeout = 10_000;

interface MailOptions {
  /** `smtp://user:password@host:port`; null: mails are logged instead. */
  smtpUrl: string | null;
  from: string;
  log(level: 'info' | 'error', message: string, facts?: object): void;
}

export function createMail({ smtpUrl, from, log }: MailOptions): SendMail {
  if (smtpUrl === null) {
    return ({ to, subject, text }) =>
      log('info', 'No SMTP_URL is set, so this mail is shown here', { to, subject, text });
  }
  const timeouts = { connectionTimeout: timeout, greetingTimeout: timeout, socketTimeout: timeout };
  const transport = createTransport({ url: smtpUrl, ...timeouts }, { from });
  return (mail) => {
    transport.sendMail(mail).catch((error) => {
      log('error', 'a mail could not be sent', { subject: mail.subject, error });
    });
  };
}
