package gangway.coroutine;

import module java.base;

import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/// A test that runs once on each kernel, on a thread of its own that has a fresh hub: in it, the test is the main coroutine.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(EachKernel.class)
@SuppressWarnings("exports")                                   // tests export nothing
public @interface OnEachKernel {

    /// @return the kernels that promise what is tested
    Kernel[] value() default {Kernel.VIRTUAL, Kernel.CONTINUATION};

    /// @return whether time leaps to the next timer when everybody waits, instead of going by: see [Leaps]
    boolean leaps() default false;

    /// @return seconds after which the test has failed
    int seconds() default 20;
}
