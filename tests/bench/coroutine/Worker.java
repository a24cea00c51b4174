// gangway run tests/bench/coroutine/Worker.java ours|stacks|virtual|platform
//
// One side of a comparison: for each line `NAME MILLISECONDS` that comes in, does what has that name for as long, and prints
// the nanoseconds that one operation took (for `parked`, the bytes); `-` if it has nothing of that name. Numbers.java asks.
import module java.base;

void main(String... args) throws Exception {
    Map<String, Measure> measures = switch (args[0]) {
        case "ours" -> OurMeasures.all();
        case "stacks" -> StackMeasures.all();
        case "virtual" -> JdkMeasures.virtual();
        case "platform" -> JdkMeasures.platform();
        default -> throw new IllegalArgumentException("\"" + args[0] + "\" is none of ours, stacks, virtual, platform");
    };
    for (String line; (line = IO.readln()) != null; ) {
        String[] wanted = line.split(" ");
        Measure measure = measures.get(wanted[0]);
        IO.println(measure == null ? "-" : Double.toString(measure.repeat(Long.parseLong(wanted[1]) * 1_000_000)));
    }
}
