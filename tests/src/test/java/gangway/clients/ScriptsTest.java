package gangway.clients;

import module java.base;

import gangway.server.Worker;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The server in the eyes of what programs use: Python's http.client, Node's http and fetch.
@Timeout(120)
class ScriptsTest {

    @TempDir
    private Path directory;

    private String node(Site site, String script) throws Exception {
        Path file = Files.writeString(directory.resolve("client.mjs"), script);
        return Program.require("node", "nodejs").run(file.toString(), site.url());
    }

    @ParameterizedTest
    @EnumSource
    void pythonKeepsItsConnection(Worker worker) throws Exception {
        Path script = Files.writeString(directory.resolve("client.py"), """
            import http.client, sys
            client = http.client.HTTPConnection('127.0.0.1', int(sys.argv[1]))
            client.request('POST', '/echo', body='hello')
            print(client.getresponse().read())
            before = client.sock
            client.request('POST', '/echo', body=iter([b'in ', b'chunks']), encode_chunked=True)
            print(client.getresponse().read())
            client.request('HEAD', '/stream')
            print(client.getresponse().read())
            client.request('GET', '/same', headers={'If-None-Match': '"v1"'})
            response = client.getresponse()
            print(response.status, response.read())
            client.request('GET', '/stream')
            response = client.getresponse()
            print(response.status, response.version, response.read())
            print(client.sock is before)
            """);
        try (Site site = Site.start(worker, directory)) {
            String told = Program.python("http.client").run(script.toString(), Integer.toString(site.port()));
            assertEquals("""
                b'hello'
                b'in chunks'
                b''
                304 b''
                200 11 b'one\\ntwo\\n'
                True
                """, told);
        }
    }

    @ParameterizedTest
    @EnumSource
    void fetchKeepsItsConnectionAndStreamsAnUpload(Worker worker) throws Exception {
        try (Site site = Site.start(worker, directory)) {
            String told = node(site, """
                const ask = async (path, options) => {
                    const response = await fetch(process.argv[2] + path, options);
                    console.log(response.status, JSON.stringify(await response.text()));
                };
                const pieces = ['in ', 'several ', 'pieces'];
                const body = new ReadableStream({
                    pull(out) { pieces.length ? out.enqueue(new TextEncoder().encode(pieces.shift())) : out.close(); }
                });
                await ask('/stream');
                await ask('/echo', {method: 'POST', body: 'hello'});
                await ask('/echo', {method: 'POST', body, duplex: 'half'});
                await ask('/same', {headers: {'If-None-Match': '"v1"'}});
                await ask('/stream', {method: 'HEAD'});
                await ask('/nowhere');
                """);
            assertEquals("""
                200 "one\\ntwo\\n"
                200 "hello"
                200 "in several pieces"
                304 ""
                200 ""
                404 "nothing here\\n"
                """, told);
            assertTrue(site.connections() <= 2, site.connections() + " connections for six requests, one after the other");
        }
    }

    @ParameterizedTest
    @EnumSource
    void nodesAgentKeepsItsConnectionAndWaitsToBeInvited(Worker worker) throws Exception {
        try (Site site = Site.start(worker, directory)) {
            String told = node(site, """
                import http from 'node:http';
                const agent = new http.Agent({keepAlive: true, maxSockets: 1});
                const ask = (path, headers, body) => new Promise((resolve, reject) => {
                    const request = http.request(process.argv[2] + path, {agent, method: 'POST', headers}, response => {
                        response.setEncoding('utf8');
                        let text = '';
                        response.on('data', piece => text += piece);
                        response.on('end', () => resolve(console.log(response.statusCode, JSON.stringify(text))));
                    });
                    request.on('error', reject);
                    if (headers.Expect) {
                        request.on('continue', () => { console.log('invited'); request.end(body); });
                        request.flushHeaders();
                    } else request.end(body);
                });
                for (let n = 0; n < 20; n++) await ask('/echo', {}, 'hello');
                await ask('/echo', {'Expect': '100-continue', 'Content-Length': 5}, 'hello');
                agent.destroy();
                """);
            assertEquals("200 \"hello\"\n".repeat(20) + "invited\n200 \"hello\"\n", told);
            assertEquals(1, site.connections());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoWritesNoticesThatFetchWasAborted(Worker worker) throws Exception {
        try (Site site = Site.start(worker, directory)) {
            String told = node(site, """
                const control = new AbortController();
                const response = await fetch(process.argv[2] + '/endless', {signal: control.signal});
                const reader = response.body.getReader();
                console.log(new TextDecoder().decode((await reader.read()).value).slice(0, 10));
                control.abort();
                await reader.read().catch(error => console.log(error.name));
                """);
            assertEquals("data: more\nAbortError\n", told);
            assertTrue(site.isLeft());
        }
    }
}
