"""A mail server on loopback that takes mail, or fails as it is told.

usage: smtp.py DIRECTORY OPTIONS

DIRECTORY gets `mails.jsonl`, a line for each message it took over (envelope, Message-ID, SHA-256 of the bytes), the
messages themselves unless `keep` is false, `heard.txt`, every command that came in clear, and `told.txt`, every fault.
OPTIONS is JSON:

    tls: [certificate, key]     offers STARTTLS
    smtps: true                 TLS from the start
    auth: [user, password]      asks for authentication
    size: N                     announces SIZE N
    utf8: true, dsn: true       announces SMTPUTF8, DSN
    faults: {STAGE: [FAULT, …]} for the next events of a stage, in order; STAGE is greeting, ehlo, starttls, auth, mail,
                                rcpt, data, end
    random: P                   a random fault at mail, rcpt, data or end for this share of the messages
    kinds: [FAULT, …]           which ones, instead of 4xx and close; drop and body come to those where they can be
    open: true                  also the SHA-256 of the attachment
    keep: false                 keeps no messages

A FAULT is a code (`450`), `close` (closes without a word), `stall` (says nothing more), or `drop` at `end`: takes the
message over and closes without saying so; `body` at `data`: closes in the middle of the message. A recipient whose local
part is `STAGE-FAULT` meets that fault at each attempt, `STAGE-FAULT-once` at the first. Prints its port; serves until
standard input ends.
"""
import asyncio, base64, email, email.policy, hashlib, json, os, random, re, ssl, sys, threading

directory, options = sys.argv[1], json.loads(sys.argv[2])
faults = {stage: list(of) for stage, of in options.get('faults', {}).items()}
dice = random.Random(options.get('seed', 1))
met = set()
taken = open(os.path.join(directory, 'mails.jsonl'), 'a', buffering=1)
heard = open(os.path.join(directory, 'heard.txt'), 'a', buffering=1)
told = open(os.path.join(directory, 'told.txt'), 'a', buffering=1)
count = 0
KINDS = options.get('kinds', ['421', '450', '451', '452', 'close'])


def attachment(mail):
    parts = email.message_from_bytes(mail, policy=email.policy.default).iter_attachments()
    return ''.join(hashlib.sha256(part.get_content()).hexdigest() for part in parts)


class Closed(Exception):
    pass


class Session:
    def __init__(self, reader, writer, context):
        self.reader, self.writer, self.context = reader, writer, context
        self.secret = bool(options.get('smtps'))
        self.reset()

    def reset(self):
        self.sender, self.recipient, self.dice = None, None, None

    async def say(self, text):
        self.writer.write(text.encode() + b'\r\n')
        await self.writer.drain()

    async def fault(self, stage):
        """Returns whether the stage ended with a refusal."""
        fault = None
        if faults.get(stage):
            fault = faults[stage].pop(0)
        elif self.recipient:
            local = self.recipient.split('@')[0]
            parts = local.split('-')
            if len(parts) > 1 and parts[0] == stage and (len(parts) == 2 or local not in met):
                fault = parts[1]
                met.add(local)
        if fault is None and self.dice == stage:
            fault = dice.choice(KINDS + {'end': ['drop'], 'data': ['body']}.get(stage, []))
            self.dice = None
        if fault is None:
            return None
        told.write(f'{stage} {fault}\n')
        if fault == 'close':
            raise Closed()
        if fault == 'stall':
            await asyncio.sleep(600)
            raise Closed()
        if fault in ('drop', 'body'):
            return fault
        await self.say(f'{fault} {fault[0]}.{fault[1]}.{fault[2]} told to say so')
        if fault == '421':
            raise Closed()
        return fault

    async def run(self):
        if await self.fault('greeting'):
            return
        await self.say('220 loopback.example ESMTP')
        while True:
            line = await self.reader.readline()
            if not line:
                return
            command = line.decode('utf-8', 'replace').strip()
            if not self.secret:
                heard.write(command + '\n')
            verb = command.split(' ')[0].upper().split(':')[0]
            handler = getattr(self, 'do_' + verb, None)
            if handler is None:
                await self.say('502 5.5.1 unknown')
            elif await handler(command) is False:
                return

    async def do_EHLO(self, command):
        if await self.fault('ehlo'):
            return
        words = ['loopback.example', '8BITMIME', 'SIZE %d' % options.get('size', 0)]
        if options.get('tls') and not self.secret:
            words.append('STARTTLS')
        if options.get('auth'):
            words.append('AUTH PLAIN LOGIN')
        words += [name for key, name in (('utf8', 'SMTPUTF8'), ('dsn', 'DSN')) if options.get(key)]
        for word in words[:-1]:
            await self.say('250-' + word)
        await self.say('250 ' + words[-1])

    do_HELO = do_EHLO

    async def do_STARTTLS(self, command):
        if await self.fault('starttls'):
            return
        await self.say('220 go ahead')
        await self.writer.start_tls(self.context)
        self.secret = True

    async def do_AUTH(self, command):
        if await self.fault('auth'):
            return
        words = command.split(' ')
        if words[1].upper() != 'PLAIN':
            return await self.say('504 5.5.4 PLAIN only')
        if len(words) < 3:
            await self.say('334 ')
            words.append((await self.reader.readline()).decode().strip())
        if base64.b64decode(words[2]).decode().split('\0')[1:] == list(options['auth']):
            return await self.say('235 2.7.0 welcome')
        await self.say('535 5.7.8 wrong user or password')

    async def do_MAIL(self, command):
        if options.get('random') and dice.random() < options['random']:
            self.dice = dice.choice(['mail', 'rcpt', 'data', 'end'])
        if await self.fault('mail'):
            return
        self.sender = command
        await self.say('250 2.1.0 ok')

    async def do_RCPT(self, command):
        self.recipient = re.search('<(.*)>', command).group(1)
        self.parameters = command.split('>', 1)[1].strip()
        if await self.fault('rcpt'):
            return
        await self.say('250 2.1.5 ok')

    async def do_DATA(self, command):
        global count
        fault = await self.fault('data')
        if fault == 'body':
            await self.say('354 go on')
            await self.reader.read(1000)
            raise Closed()
        if fault:
            return
        await self.say('354 go on')
        text = await self.reader.readuntil(b'\r\n.\r\n')
        fault = await self.fault('end')
        if fault and fault != 'drop':
            return
        mail = text[:-3].replace(b'\r\n..', b'\r\n.')
        count += 1
        identity = re.search(rb'(?mi)^message-id:\s*<(.*)>', mail)
        taken.write(json.dumps(dict(
            id=identity.group(1).decode() if identity else None, sender=self.sender, recipient=self.recipient,
            parameters=self.parameters, size=len(mail), sha256=hashlib.sha256(mail).hexdigest(), name=f'{count}.eml',
            dropped=fault == 'drop', bare=len(re.findall(rb'(?<!\r)\n', mail)),
            attachment=attachment(mail) if options.get('open') else None)) + '\n')
        if options.get('keep', True):
            with open(os.path.join(directory, f'{count}.eml'), 'wb') as file:
                file.write(mail)
        if fault == 'drop':
            raise Closed()
        await self.say(f'250 2.0.0 taken as {count}')
        self.reset()

    async def do_RSET(self, command):
        self.reset()
        await self.say('250 2.0.0 ok')

    async def do_NOOP(self, command):
        await self.say('250 2.0.0 ok')

    async def do_QUIT(self, command):
        await self.say('221 2.0.0 bye')
        return False


async def main():
    context = None
    if options.get('tls'):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*options['tls'])

    async def serve(reader, writer):
        try:
            await Session(reader, writer, context).run()
        except (Closed, ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
            pass
        writer.close()

    server = await asyncio.start_server(
        serve, '127.0.0.1', options.get('port', 0), limit=1 << 27, ssl=context if options.get('smtps') else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    loop = asyncio.get_running_loop()
    threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
    async with server:
        await server.serve_forever()


asyncio.run(main())
