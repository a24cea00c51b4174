package gangway.wire;

import module java.base;

/// Takes responses off a connection, and notes what is wrong with them instead of failing: a case may be about that.
final class AnswerReader {

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/(\\d)\\.(\\d) (\\d\\d\\d) .*");
    private static final Pattern FIELD = Pattern.compile("([!#$%&'*+\\-.^_`|~0-9A-Za-z]+):[ \\t]*([^\\x00\\r\\n]*?)[ \\t]*");
    private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,8})[ \\t]*(;.*)?");

    private final Client client;
    private final Duration patience;
    private final List<String> problems = new ArrayList<>();
    private final List<Answer> interim = new ArrayList<>();

    /// @param patience how long to wait for each part
    AnswerReader(Client client, Duration patience) {
        this.client = client;
        this.patience = patience;
    }

    /// @param method      of the request
    /// @param wantInterim whether a 1xx is enough
    Answer read(String method, boolean wantInterim) throws InterruptedException {
        while (true) {
            if (!client.await(Client.has("\r\n\r\n").or(Client.has("\n\n")), patience)) return noHead();
            String text = client.received();
            int crlf = text.indexOf("\r\n\r\n"), lf = text.indexOf("\n\n");
            boolean whole = crlf >= 0 && (lf < 0 || crlf < lf);
            String head = client.take(whole ? crlf + 4 : lf + 2).strip();
            if (!head.startsWith("HTTP/")) return Answer.none("http09", head + rest(), interim);
            Answer one = head(head);
            if (!one.isNumber() || !one.status().startsWith("1") || one.status().equals("101")) return body(one, method);
            interim.add(one);
            if (wantInterim) return Answer.none("interim", "", interim);
        }
    }

    private Answer noHead() throws InterruptedException {
        String text = client.received();
        if (text.isEmpty()) return Answer.none(client.hasEnded() ? "none" : "timeout", "", interim);
        client.take(text.length());
        if (text.startsWith("\0\0") && text.startsWith("\4\0", 3)) return Answer.none("h2", text, interim);
        if (!text.startsWith("HTTP/") && client.hasEnded()) return Answer.none("http09", text, interim);
        return Answer.none("garbage", text, interim, "no response head: " + text);
    }

    private Answer head(String head) {
        if (head.replace("\r\n", "").matches("(?s).*[\\r\\n].*")) problems.add("half a line end in the head");
        String[] lines = head.split("\r?\n");
        Matcher line = STATUS_LINE.matcher(lines[0]);
        if (!line.matches()) return Answer.none("garbage", head, interim, "malformed status line " + lines[0]);
        var fields = new ArrayList<Map.Entry<String, String>>();
        for (String text : List.of(lines).subList(1, lines.length)) {
            Matcher field = FIELD.matcher(text);
            if (field.matches()) fields.add(Map.entry(field.group(1).toLowerCase(Locale.ROOT), field.group(2)));
            else problems.add("malformed field line " + text);
        }
        return new Answer(line.group(3), line.group(1) + "." + line.group(2), fields, "", List.copyOf(interim), "", true,
            List.copyOf(problems));
    }

    private Answer body(Answer head, String method) throws InterruptedException {
        if (!head.isNumber()) return head;
        Optional<String> codings = head.field("transfer-encoding"), length = head.field("content-length");
        if (codings.isPresent() && length.isPresent()) problems.add("both Transfer-Encoding and Content-Length");
        boolean hasNone = method.equals("HEAD") || Set.of("204", "304", "101").contains(head.status());
        if (hasNone) return with(head, "", "none", true);
        if (codings.isPresent() && codings.get().equalsIgnoreCase("chunked")) {
            var body = new StringBuilder();
            boolean complete = chunks(body);
            return with(head, body.toString(), "chunked", complete);
        }
        if (length.isEmpty() || codings.isPresent()) {
            String body = rest();
            return with(head, body, "close", client.hasEnded() && !client.wasReset());
        }
        if (!length.get().matches("\\d{1,9}")) problems.add("malformed Content-Length " + length.get());
        int count = length.get().matches("\\d{1,9}") ? Integer.parseInt(length.get()) : 0;
        boolean complete = client.await(text -> text.length() >= count, patience);
        return with(head, client.take(Math.min(count, client.received().length())), "length", complete);
    }

    private Answer with(Answer head, String body, String framing, boolean complete) {
        return new Answer(head.status(), head.version(), head.fields(), body, head.interim(), framing, complete,
            List.copyOf(problems));
    }

    private String rest() throws InterruptedException {
        client.await(_ -> false, patience);
        return client.take(client.received().length());
    }

    /// @return whether the last chunk came
    private boolean chunks(StringBuilder body) throws InterruptedException {
        for (Optional<String> line = line(); line.isPresent(); line = line()) {
            Matcher chunk = CHUNK.matcher(line.get());
            if (!chunk.matches()) {
                problems.add("malformed chunk line " + line.get());
                return false;
            }
            int size = Integer.parseInt(chunk.group(1), 16);
            if (size == 0) return trailers();
            boolean whole = client.await(text -> text.length() >= size + 2, patience);
            body.append(client.take(Math.min(size, client.received().length())));
            if (!whole) return false;
            if (!client.take(2).equals("\r\n")) {
                problems.add("a chunk longer than its size");
                return false;
            }
        }
        return false;
    }

    private boolean trailers() throws InterruptedException {
        Optional<String> line = line();
        while (line.isPresent() && !line.get().isEmpty()) line = line();
        return line.isPresent();
    }

    private Optional<String> line() throws InterruptedException {
        if (!client.await(Client.has("\r\n"), patience)) return Optional.empty();
        String line = client.take(client.received().indexOf("\r\n") + 2);
        return Optional.of(line.substring(0, line.length() - 2));
    }
}
