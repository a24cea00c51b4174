package gangway.server.http1;

import module java.base;

import gangway.spec.ClientDisconnected;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/// What [Http1] makes of bytes, as text: a line for each event, or the error that ends them. Every request is answered with
/// an empty 200 at once, so that the next can follow.
final class Told {

    private Told() {
    }

    /// The bytes arrive all at once.
    static String whole(String wire) {
        return of(wire, Integer.MAX_VALUE, Limits.DEFAULT);
    }

    /// The bytes arrive one by one, which must make no difference.
    static String byteByByte(String wire) {
        return of(wire, 1, Limits.DEFAULT);
    }

    /// @param step how many bytes arrive at once
    static String of(String wire, int step, Limits limits) {
        var in = new ByteArrayInputStream(wire.getBytes(ISO_8859_1));
        var http1 = new Http1(limits);
        var told = new StringBuilder();
        boolean inContent = false;
        try {
            while (!told.toString().endsWith("closed\n")) {
                Event event = http1.next();
                if (event instanceof Event.NeedData)
                    http1.receive((into, at, length) -> in.read(into, at, Math.min(step, length)));
                if (event instanceof Event.Data && inContent) told.setLength(told.length() - 1);   // one line, split or not
                told.append(inContent ? line(event).replace("data ", "") : line(event));
                inContent = event instanceof Event.Data || inContent && event instanceof Event.NeedData;
                if (event instanceof Event.EndOfMessage && !answer(http1)) return told.append("no more\n").toString();
            }
        } catch (BadMessage bad) {
            told.append(bad.status().code()).append(' ').append(bad.getMessage()).append('\n');
        } catch (ClientDisconnected gone) {
            told.append("gone: ").append(gone.getMessage()).append('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return told.toString();
    }

    private static boolean answer(Http1 http1) {
        http1.head(gangway.spec.Status.OK, List.of(new gangway.spec.Header("Content-Length", "0")), false);
        http1.end(List.of());
        return http1.nextCycle();
    }

    private static String line(Event event) {
        return switch (event) {
            case Event.Request request -> request.line() + (request.expectsContinue() ? " expects 100" : "")
                + (request.framing() instanceof Framing.None ? "" : " " + request.framing()) + "\n";
            case Event.Data(ByteBuffer bytes) -> "data " + ISO_8859_1.decode(bytes) + "\n";
            case Event.EndOfMessage(var trailers) -> "end" + (trailers.size() == 0 ? "" : " " + trailers.list()) + "\n";
            case Event.NeedData _ -> "";
            case Event.Closed _ -> "closed\n";
        };
    }
}
