import { describe, expect, it } from '@jest/globals';
import { readTarget } from './read-target.ts';

const strict = { allowPrivate: false };
const publicOnly = 'a host with public addresses only';
const publicName = 'a host name of the public internet';
const port = 'a URL with port 443 or 8443';
const plainUrl = 'a URL such as https://example.com/hooks';

describe('a target', () => {
  it.each([
    ['https://hooks.example.com/leads?tenant=7', 'https://hooks.example.com/leads?tenant=7'],
    ['HTTPS://Hooks.Example.COM:443/Leads', 'https://hooks.example.com/Leads'],
    ['https://example.com:8443/', 'https://example.com:8443/'],
    ['https://8.8.8.8/hooks', 'https://8.8.8.8/hooks'],
    ['https://[2606:4700:4700::1111]/', 'https://[2606:4700:4700::1111]/'],
    ['https://bücher.example/', 'https://xn--bcher-kva.example/'],
  ])('is %s', (text, href) => {
    expect(readTarget(text, strict)).toMatchObject({ ok: true, url: { href } });
  });

  it.each([
    ['', plainUrl],
    ['example.com', plainUrl],
    ['https://', plainUrl],
    ['https://exa mple.com/', plainUrl],
    ['http://example.com/', 'an https URL'],
    ['ftp://example.com/', 'an https URL'],
    ['file:///etc/passwd', 'an https URL'],
    ['javascript:alert(1)', 'an https URL'],
    [`https://example.com/${'x'.repeat(2_000)}`, 'a URL of at most 2000 characters'],
    ['https://user:secret@example.com/', 'a URL without user name and password'],
    ['https://user@example.com/', 'a URL without user name and password'],
    ['https://example.com@127.0.0.1/', 'a URL without user name and password'],
    ['https://example.com/#top', 'a URL without a fragment'],
    ['https://example.com:8080/', port],
    ['https://example.com:22/', port],
    ['https://example.com:80/', port],
    ['https://example.com./', 'a host name without a dot at its end'],
    ['https://localhost/', publicName],
    ['https://LOCALHOST:8443/', publicName],
    ['https://localhost./', 'a host name without a dot at its end'],
    ['https://api.localhost/', publicName],
    ['https://printer.local/', publicName],
    ['https://metadata.google.internal/', publicName],
    ['https://box.localdomain/', publicName],
    ['https://nas.home.arpa/', publicName],
    ['https://intranet/', publicName],
    ['https://127.0.0.1/', publicOnly],
    ['https://127.0.0.1./', publicOnly],
    ['https://127.1/', publicOnly],
    ['https://2130706433/', publicOnly],
    ['https://0x7f000001/', publicOnly],
    ['https://0x7f.0.0.1/', publicOnly],
    ['https://0177.0.0.1/', publicOnly],
    ['https://017700000001/', publicOnly],
    ['https://１２７.０.０.１/', publicOnly],
    ['https://127%2E0%2E0%2E1/', publicOnly],
    ['https://①②⑦.0.0.1/', publicOnly],
    ['https://0/', publicOnly],
    ['https://0.0.0.0/', publicOnly],
    ['https://10.1.2.3/', publicOnly],
    ['https://172.20.0.1/', publicOnly],
    ['https://192.168.0.1/', publicOnly],
    ['https://169.254.169.254/latest/meta-data/', publicOnly],
    ['https://2852039166/', publicOnly],
    ['https://100.64.0.1/', publicOnly],
    ['https://224.0.0.1/', publicOnly],
    ['https://255.255.255.255/', publicOnly],
    ['https://[::]/', publicOnly],
    ['https://[::1]/', publicOnly],
    ['https://[0:0:0:0:0:0:0:1]/', publicOnly],
    ['https://[::ffff:127.0.0.1]/', publicOnly],
    ['https://[::ffff:7f00:1]/', publicOnly],
    ['https://[::127.0.0.1]/', publicOnly],
    ['https://[64:ff9b::127.0.0.1]/', publicOnly],
    ['https://[2002:7f00:1::]/', publicOnly],
    ['https://[fc00::1]/', publicOnly],
    ['https://[fd00:ec2::254]/', publicOnly],
    ['https://[fe80::1]/', publicOnly],
    ['https://[ff02::1]/', publicOnly],
    ['https://[fe80::1%25eth0]/', plainUrl],
    ['https://256.0.0.1/', plainUrl],
    ['https://0x100000000/', plainUrl],
  ])('is not %s', (text, expected) => {
    expect(readTarget(text, strict)).toEqual({ ok: false, expected });
  });

  it('is on this machine, by http and on any port, where private ones are allowed', () => {
    const loose = { allowPrivate: true };
    expect(readTarget('http://127.0.0.1:3000/', loose).ok).toBe(true);
    expect(readTarget('http://localhost:3000/', loose).ok).toBe(true);
    expect(readTarget('ftp://localhost/', loose)).toEqual({ ok: false, expected: 'an http or https URL' });
    const withPassword = { ok: false, expected: 'a URL without user name and password' };
    expect(readTarget('http://a:b@localhost/', loose)).toEqual(withPassword);
  });
});
