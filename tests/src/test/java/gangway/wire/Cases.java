package gangway.wire;

import module java.base;

import static java.nio.charset.StandardCharsets.UTF_8;

/// The conformance cases of `http.json`: what to send, and what may come back. In their texts a character is a byte.
final class Cases {

    private Cases() {
    }

    /// One case.
    ///
    /// @param id      its name, `category/what`
    /// @param level   MUST, SHOULD, SEC (what the RFC leaves open, and attackers use) or MAY
    /// @param needs   what the server must be able to do for it
    /// @param timeout seconds until a missing response counts as none
    /// @param steps   in order, on one connection
    /// @param rules   the first that holds gives the verdict
    record Case(String id, String level, Set<String> needs, Optional<Duration> timeout, List<Step> steps, List<Rule> rules) {
        String category() {
            return id.substring(0, id.indexOf('/'));
        }

        @Override
        public String toString() {
            return id;
        }
    }

    /// Something that the client does.
    sealed interface Step {
        /// @param text    with macros
        /// @param times   how often
        /// @param oneByOne whether it goes byte by byte in any delivery
        record Send(String text, int times, boolean oneByOne) implements Step {
        }

        /// @param method  of the request that is answered
        /// @param timeout how long to wait
        /// @param interim whether a 1xx is what is waited for
        record Receive(String method, Optional<Duration> timeout, boolean interim) implements Step {
        }

        record Pause(Duration time) implements Step {
        }

        /// The client will send no more.
        record Shutdown() implements Step {
        }

        /// The client resets the connection, then makes another.
        record Abort() implements Step {
        }

        /// The client closes the connection, then makes another.
        record Reconnect() implements Step {
        }
    }

    /// What may come back.
    ///
    /// @param verdict   if it does: pass, warn, fail or info
    /// @param closed    whether the server must have closed the connection in the end
    /// @param count     least and most number of responses
    /// @param responses what each must be
    /// @param same      the numbers of two responses, and a field that must not differ between them
    record Rule(String verdict, Optional<Boolean> closed, List<Integer> count, List<Map<String, Json>> responses,
                Optional<Same> same) {
    }

    record Same(int first, int second, String field) {
    }

    static List<Case> all() {
        try (InputStream file = Objects.requireNonNull(Cases.class.getResourceAsStream("http.json"))) {
            return elements(members(Json.parse(new String(file.readAllBytes(), UTF_8))).get("cases")).stream()
                .map(Cases::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Case read(Json json) {
        Map<String, Json> map = members(json);
        boolean torn = map.containsKey("request");             // sent in two pieces, which a delivery sees to
        return new Case(text(map.get("id")), text(map.get("level")),
            elements(map.get("needs")).stream().map(Cases::text).collect(Collectors.toSet()), seconds(map.get("timeout")),
            torn ? tornSteps(map) : elements(map.get("steps")).stream().map(step -> step(members(step))).toList(),
            torn ? List.of(tornRule(map)) : elements(map.get("rules")).stream().map(rule -> rule(members(rule))).toList());
    }

    private static List<Step> tornSteps(Map<String, Json> map) {
        var steps = new ArrayList<Step>(List.of(new Step.Send(text(map.get("request")), 1, false)));
        for (Json method : elements(map.get("methods"))) steps.add(new Step.Receive(text(method), Optional.empty(), false));
        return steps;
    }

    private static Rule tornRule(Map<String, Json> map) {
        return new Rule("pass", Optional.empty(), List.of(),
            elements(map.get("expect")).stream().map(Cases::members).toList(), Optional.empty());
    }

    private static Step step(Map<String, Json> step) {
        if (step.containsKey("send"))
            return new Step.Send(text(step.get("send")), step.containsKey("times") ? integer(step.get("times")) : 1,
                step.containsKey("bytewise"));
        if (step.containsKey("recv"))
            return new Step.Receive(text(step.get("recv")), seconds(step.get("timeout")), step.containsKey("interim"));
        if (step.containsKey("pause_ms")) return new Step.Pause(Duration.ofMillis(integer(step.get("pause_ms"))));
        if (step.containsKey("shutdown")) return new Step.Shutdown();
        if (step.containsKey("abort")) return new Step.Abort();
        if (step.containsKey("reconnect")) return new Step.Reconnect();
        throw new IllegalArgumentException("a step of a kind that is not known: " + step);
    }

    private static Rule rule(Map<String, Json> rule) {
        Optional<Boolean> closed = rule.get("closed") instanceof Json.Bool(boolean value) ? Optional.of(value)
            : Optional.empty();
        List<Integer> count = rule.containsKey("count") ? elements(rule.get("count")).stream().map(Cases::integer).toList()
            : List.of();
        return new Rule(text(rule.get("v")), closed, count, elements(rule.get("r")).stream().map(Cases::members).toList(),
            Optional.ofNullable(rule.get("same")).map(Cases::elements)
                .map(same -> new Same(integer(same.get(0)), integer(same.get(1)), text(same.get(2)))));
    }

    static String text(Json json) {
        return ((Json.Text) json).value();
    }

    static int integer(Json json) {
        return ((Json.Number) json).value().intValueExact();
    }

    static List<Json> elements(Json json) {
        return ((Json.Array) json).elements();
    }

    static Map<String, Json> members(Json json) {
        return ((Json.Members) json).map();
    }

    private static Optional<Duration> seconds(Json json) {
        return json == null ? Optional.empty()
            : Optional.of(Duration.ofMillis(((Json.Number) json).value().movePointRight(3).longValue()));
    }
}
