package gangway.spec.handler;

import module java.base;

import gangway.spec.Application;
import gangway.spec.BadRequest;
import gangway.spec.Environ;
import gangway.spec.Header;
import gangway.spec.HttpDate;
import gangway.spec.Status;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Answers the one request for which a web server has started this process (RFC 3875): wsgiref's `CGIHandler` made right.
///
/// ```java
/// void main() {
///     CgiHandler.system().run((environ, start) -> start.text("200 OK", "Hello, world!\n"));
/// }
/// ```
///
/// The request comes in the variables of the process and on its standard input, the response goes to its standard output:
/// a `Status` line, the fields, an empty line and the content, each block at once. There is nothing to chunk and no
/// connection, so an application meets no early hints, trailers, upgrade or disconnect signal here.
///
/// @param in          holds the content of the request; bytes behind its CONTENT_LENGTH are left alone
/// @param out         takes the response; not closed
/// @param errors      for complaints
/// @param variables   CGI's and others, a character for each byte
/// @param preamble    how the response begins
/// @param reporter    is told of failures
/// @param errorOutput makes what the client gets for them
public record CgiHandler(InputStream in, OutputStream out, PrintWriter errors, Map<String, String> variables,
                         Preamble preamble, Reporter reporter, ErrorOutput errorOutput) {

    /// To whom the response speaks.
    public sealed interface Preamble {

        /// To a web server, which makes HTTP of it: `Status: 200 OK`. With that line in front, a Location that is only a
        /// path goes to the client, as under any other server; without, the web server would follow it (RFC 3875 §6.2.2).
        record Cgi() implements Preamble {
            @Override
            public String lines(Status status, List<Header> headers) {
                return "Status: " + status + "\r\n";
            }
        }

        /// To the client itself, as wsgiref's `SimpleHandler` does: `HTTP/1.0 200 OK` and Date. The end of the stream is the
        /// end of the content.
        ///
        /// @param clock tells the date
        record Origin(InstantSource clock) implements Preamble {
            @Override
            public String lines(Status status, List<Header> headers) {
                boolean hasDate = headers.stream().anyMatch(header -> header.is("Date"));                // [4.20]
                return "HTTP/1.0 " + status + "\r\n" + (hasDate ? "" : "Date: " + HttpDate.format(clock.instant()) + "\r\n");
            }
        }

        /// @param status  of the response
        /// @param headers that will follow
        /// @return what goes before them, with its line ends
        String lines(Status status, List<Header> headers);
    }

    /// What came of a request.
    public enum Outcome {
        /// A response went out whole, and nothing had to be reported.
        ANSWERED,
        /// The application failed, broke the contract, or could not send all of its response.
        FAILED,
        /// The application could not be opened; the client got a 500.
        NOT_OPENED,
        /// There was nothing to answer: no web server has started this process.
        NO_REQUEST
    }

    /// Copies the variables.
    public CgiHandler {
        variables = Map.copyOf(variables);
    }

    /// @param in        holds the content of the request
    /// @param out       takes the response
    /// @param err       takes complaints, in UTF-8
    /// @param variables CGI's and others, a character for each byte
    public CgiHandler(InputStream in, OutputStream out, OutputStream err, Map<String, String> variables) {
        this(in, out, new PrintWriter(err, true, UTF_8), variables, new Preamble.Cgi(), Reporter.STACK_TRACE,
            ErrorOutput.PLAIN);
    }

    /// The request of this process. Standard output belongs to the response from here on: what else is printed to
    /// [System#out] goes to standard error, where the web server's log is.
    ///
    /// @return for one run
    public static CgiHandler system() {
        System.setOut(System.err);
        return new CgiHandler(new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out), System.err,
            ProcessVariables.read());
    }

    /// @param other is told of failures
    /// @return the same otherwise
    public CgiHandler with(Reporter other) {
        return new CgiHandler(in, out, errors, variables, preamble, other, errorOutput);
    }

    /// @param other makes what the client gets for failures
    /// @return the same otherwise
    public CgiHandler with(ErrorOutput other) {
        return new CgiHandler(in, out, errors, variables, preamble, reporter, other);
    }

    /// @param other how the response begins
    /// @return the same otherwise
    public CgiHandler with(Preamble other) {
        return new CgiHandler(in, out, errors, variables, other, reporter, errorOutput);
    }

    /// wsgiref's `IISCGIHandler`: IIS repeats SCRIPT_NAME at the beginning of PATH_INFO, where it is taken off.
    ///
    /// @return the same otherwise
    public CgiHandler behindIis() {
        String script = variables.getOrDefault("SCRIPT_NAME", ""), path = variables.getOrDefault("PATH_INFO", "");
        if (!(path + "/").startsWith(script + "/")) return this;                     // `/application` is not inside `/app`
        var corrected = new HashMap<>(variables);
        corrected.put("PATH_INFO", path.substring(script.length()));
        return new CgiHandler(in, out, errors, corrected, preamble, reporter, errorOutput);
    }

    /// Opens the application, has it answer the request, and closes it. Never throws what the application threw.
    ///
    /// @param application called once
    /// @return what came of it
    public Outcome run(Application application) {
        List<String> missing = CgiEnviron.missing(variables);
        if (!missing.isEmpty()) return explain(missing);
        var output = new StreamOutput(out, preamble);
        try {
            return run(application, CgiEnviron.of(variables, in, errors), output);
        } catch (BadRequest bad) {
            Environ environ = Environ.create();
            environ.put("REQUEST_METHOD", variables.get("REQUEST_METHOD"));
            Environ.ERRORS.put(environ, errors);
            new Answer(output, errorOutput, reporter).send(bad.status(), bad.getMessage(), bad.fields(), environ);
            return output.isComplete() ? Outcome.ANSWERED : Outcome.FAILED;
        }
    }

    private Outcome run(Application application, Environ environ, StreamOutput output) {
        var reported = new AtomicInteger();
        Reporter counting = (of, error) -> {
            reported.incrementAndGet();
            reporter.report(of, error);
        };
        var state = new HashMap<String, Object>();
        AutoCloseable opened;
        try {
            opened = application.open(state);                                                            // [9.12]
        } catch (Throwable failure) {
            reporter.report(environ, failure);
            new Answer(output, errorOutput, reporter).send(Status.INTERNAL_SERVER_ERROR, "", List.of(), environ);
            return Outcome.NOT_OPENED;
        }
        try (opened) {
            Environ.STATE.put(environ, new Environ.State(new HashMap<>(state)));                         // [9.14]
            new Handler(environ, output, counting, errorOutput).run(application);
        } catch (Throwable failure) {                          // of closing: a Handler throws nothing
            counting.report(environ, failure);
        }
        return output.isComplete() && reported.get() == 0 ? Outcome.ANSWERED : Outcome.FAILED;
    }

    /// Somebody has started at a terminal what a web server should start.
    private Outcome explain(List<String> missing) {
        errors.print("""
            This is a CGI program (RFC 3875): a web server starts it for each request, and
            says in environment variables what is asked.
            Missing: %s.
            To try it by hand, with the same COMMAND as now:

              env REQUEST_METHOD=GET PATH_INFO=/ SERVER_NAME=localhost SERVER_PORT=80 \\
                SERVER_PROTOCOL=HTTP/1.0 COMMAND
            """.formatted(String.join(", ", missing)));
        errors.flush();
        return Outcome.NO_REQUEST;
    }
}
