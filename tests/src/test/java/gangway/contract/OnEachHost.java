package gangway.contract;

import module java.base;

import gangway.server.Worker;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclarations;

/// On a test of the contract: run it for each server here that has what it needs.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{0}")
@ArgumentsSource(OnEachHost.Source.class)
@interface OnEachHost {

    /// @return what the test cannot do without
    Host.Can[] needs() default {};

    /// Gives the hosts, as the first parameter of the test.
    final class Source implements ArgumentsProvider, AnnotationConsumer<OnEachHost> {

        private static final List<Host> HOSTS =
            List.of(new SocketHost(Worker.VIRTUAL), new SocketHost(Worker.THREAD), new MemoryHost(), new CgiHost(),
                new LintedHost(new SocketHost(Worker.VIRTUAL)), new LintedHost(new MemoryHost()));

        private Set<Host.Can> needed = Set.of();

        @Override
        public void accept(OnEachHost annotation) {
            needed = Set.of(annotation.needs());
        }

        @Override
        public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            return HOSTS.stream().filter(host -> host.can().containsAll(needed)).map(Arguments::of);
        }
    }
}
