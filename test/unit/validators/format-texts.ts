/** Texts of every format, good and bad, written for these tests. */

/** What a format takes and what it does not. */
export interface FormatTexts {
  readonly good: readonly string[];
  readonly bad: readonly string[];
}

/** By the name of the format. */
export const formatTexts: Readonly<Record<string, FormatTexts>> = {
  date: {
    good: ['2024-02-29', '1999-12-31', '2000-02-29', '0001-01-01'],
    bad: [
      '2023-02-29',
      '1900-02-29',
      '2024-04-31',
      '2024-13-01',
      '2024-00-10',
      '2024-1-1',
      '2024-01-01T',
      '２024-01-01',
    ],
  },
  'date-time': {
    good: [
      ...[
        '2024-02-29T10:00:00Z',
        '2024-02-29t10:00:00z',
        '2024-01-01T10:00:00.123456789+05:30',
        '1990-12-31T23:59:60Z',
      ],
      ...['1998-12-31T15:59:60.5-08:00', '1999-01-01T08:59:60+09:00', '2024-01-01T00:00:00-00:00'],
    ],
    bad: [
      ...['2023-02-29T10:00:00Z', '2024-01-01T10:00:00', '2024-01-01 10:00:00Z', '2024-01-01T24:00:00Z', '2024-01-01'],
      ...[
        '2024-01-01T10:00:60Z',
        ...['2016-12-31T23:59:61Z', '2016-12-31T23:59:69Z', '2024-10-32T10:00:00Z', '2024-19-01T10:00:00Z'],
        '1998-12-31T23:59:60-08:00',
        '2024-01-01T10:00:61Z',
        '2024-01-01T10:60:00Z',
      ],
      ...['2024-01-01T10:00:00+0200', '2024-01-01T10:00:00+24:00', '2024-01-01T10:00:00.Z', '2024-01-01T10:00:00Z\n'],
    ],
  },
  time: {
    good: ['10:00:00Z', '23:59:60Z', '15:59:60-08:00', '10:00:00.25+02:00', '00:29:60+00:30'],
    bad: [
      '23:59:61Z',
      '29:00:00Z',
      '10:00:00+29:00',
      '10:00:00',
      '10:00Z',
      '24:00:00Z',
      '22:59:60Z',
      '23:59:60+01:00',
      '10:00:00+0200',
      '10:00:00 Z',
    ],
  },
  duration: {
    good: ['P4DT12H30M5S', 'P1Y2M3D', 'PT36H', 'P2W', 'PT1M', 'P0D', 'P1M'],
    bad: ['P', 'PT', 'P1Y2W', 'P1', '1D', 'P1H', 'PT1D', 'P2D1Y', 'P1Y2D', 'PT1H2S', 'P0.5D', 'p1d', '-P1D'],
  },
  uuid: {
    good: [
      '2f1b6a0e-6a0e-4a0e-8a0e-2f1b6a0e6a0e',
      '2F1B6A0E-6A0E-4A0E-8A0E-2F1B6A0E6A0E',
      `${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(12)}`,
    ],
    bad: [
      '2f1b6a0e6a0e4a0e8a0e2f1b6a0e6a0e',
      '2f1b6a0e-6a0e-4a0e-8a0e-2f1b6a0e6a0g',
      '{2f1b6a0e-6a0e-4a0e-8a0e-2f1b6a0e6a0e}',
    ],
  },
  uri: {
    good: [
      ...[
        'https://example.com/a?b=c#d',
        'urn:isbn:0000000000',
        'http://user@[2001:db8::1]:80/x%20y',
        'mailto:a@example.com',
      ],
      ...['file:///etc', 'http://[v1.x:y]/', 'a:#b', 'https://example.com:/', "https://example.com/!$&'()*+,;=:@"],
    ],
    bad: [
      ...[
        '/a',
        'https://example.com/a b',
        'https://example.com/%zz',
        'http://[::1',
        'http://a:b:c/',
        '1a:b',
        ':a',
        'https://example.com/é',
      ],
      ...['https://example.com/"', 'https://example.com/a#b#c', 'http://[1.2.3.4]/', 'https://example.com/[a]', ''],
    ],
  },
  'uri-reference': {
    good: ['', '/a/b?c#d', '//example.com/x', '../a', '#frag', '?x', 'a:b', './a:b', 'https://example.com/'],
    bad: [':b', 'a b', '#a#b', '%', 'a_:b', '//[::g]/', '\\a', '//example.com:x/'],
  },
  'uri-template': {
    good: ['', 'https://example.com/{id}', '/a{?x,y*}', '{+path:10}/b', 'x{#a.b}', '{&a}', '{%41}'],
    bad: ['{', '}', '{a', 'a}', '{}', '{a b}', '{a:0}', '{a,}', '{{a}}', 'a b', '%zz', '{a.}'],
  },
  email: {
    good: [
      'a.b@example.com',
      '"a b"@example.com',
      'x@[192.0.2.1]',
      'x@[IPv6:2001:db8::1]',
      'a+b@sub.example.com',
      "o'x@example.com",
    ],
    bad: [
      'a.example.com',
      '@example.com',
      'a@',
      'a..b@example.com',
      '.a@example.com',
      'a b@example.com',
      'a@b@example.com',
      'x@[300.0.2.1]',
      'a@-example.com',
      `${'a'.repeat(65)}@example.com`,
    ],
  },
  hostname: {
    good: ['www.example.com', 'a-b.example', 'localhost', '1.2.3.example', 'a'.repeat(63)],
    bad: [
      '',
      '-a.example',
      'a-.example',
      'a..example',
      '.example',
      'a_b.example',
      'example.com.',
      'a'.repeat(64),
      `${'a.'.repeat(127)}a`,
    ],
  },
  ipv4: {
    good: ['192.0.2.1', '255.255.255.255', '0.0.0.0'],
    bad: ['256.0.0.1', '1.2.3', '1.2.3.4.5', '01.2.3.4', '1.2.3.4.', '1.2.3.0x4', ' 1.2.3.4', '１.2.3.4'],
  },
  ipv6: {
    good: ['2001:db8::1', '::', '::ffff:192.0.2.1', '1:2:3:4:5:6:7:8', 'fe80::1', '1::8', '::2:3:4:5:6:7:8'],
    bad: [
      '1:2:3:4:5:6:7',
      '1:2:3:4:5:6:7:8:9',
      '1::2::3',
      ':1:2:3:4:5:6:7',
      '12345::',
      '::1%eth0',
      '1:2:3:4:5:6:7:8::',
      '::1.2.3',
      '1.2.3.4::',
    ],
  },
  regex: {
    good: ['^a+$', '(?<x>a)\\k<x>', '[a-z]{2,3}', '\\p{L}', ''],
    bad: ['(', '[', 'a**', '\\', '(?<x>a)\\k<y>', 'a{2,1}', '\\-', '(?<1>a)'],
  },
  'json-pointer': {
    good: ['', '/', '/a/b~0c~1d', '/0', '//', '/é'],
    bad: ['a', '#/a', '/~', '/~2', '/a~'],
  },
};
