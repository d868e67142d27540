import { expect, test } from 'vitest';
import { shortReason } from './short-reason.ts';

test.each([
  {
    of: 'a plugin that wraps another program, whose advice follows',
    stderr: `F0301 10:11:12.131415   77 cred.go:11] print credential failed with error: Failed to retrieve access token:: failure while executing gcloud, with args [config config-helper --format=json]: exit status 1 (err: ERROR: (gcloud.config.config-helper) Your tokens cannot be refreshed: ('invalid_grant: Token has been expired or revoked.')
Please run:

  $ gcloud auth login

to obtain new credentials.
)
`,
    words:
      "(gcloud.config.config-helper) Your tokens cannot be refreshed: ('invalid_grant: Token has been expired or revoked.') " +
      'Please run: $ gcloud auth login to obtain new credentials.',
  },
  {
    of: 'a Python traceback',
    stderr: `Traceback (most recent call last):
  File "/usr/bin/aws", line 27, in <module>
    sys.exit(main())
botocore.exceptions.NoCredentialsError: Unable to locate credentials
`,
    words: 'Unable to locate credentials',
  },
  {
    of: 'a tool that tells how it is called',
    stderr: 'Error: unknown flag: --sso\nUsage:\n  login get-token [flags]\n\nFlags:\n  -h, --help\n',
    words: 'unknown flag: --sso',
  },
  {
    of: 'a tool that marks in brackets',
    stderr: '\naws: [ERROR]: The session has expired.\r\n',
    words: 'The session has expired.',
  },
  {
    of: 'a tool without marks',
    stderr: 'opening browser\nyou are not logged in\n---\n',
    words: 'you are not logged in',
  },
  { of: 'an error without a word', stderr: 'Error:\nlog in first\n', words: 'Error: log in first' },
  { of: 'silence', stderr: '\n)\n', words: '' },
])('the words that tell in $of', ({ stderr, words }) => {
  expect(shortReason(stderr)).toBe(words);
});

test('a long complaint is cut', () => {
  expect(shortReason(`error: ${'x'.repeat(5000)}`)).toBe(`${'x'.repeat(240)}...`);
});
