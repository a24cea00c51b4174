package gangway.spec.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import gangway.spec.rule.BodyRule;
import gangway.spec.rule.CallRule;
import gangway.spec.rule.ContentRule;
import gangway.spec.rule.EnvironRule;
import gangway.spec.rule.ExtensionRule;
import gangway.spec.rule.HttpRule;
import gangway.spec.rule.InputRule;
import gangway.spec.rule.MiddlewareRule;
import gangway.spec.rule.StartRule;

/// On a test, or a class of them: the rules that it fails for when they are broken.
///
/// ```java
/// @Verifies(start = StartRule.ONCE)
/// @Test
/// void aSecondStartWithoutAnErrorIsRefused() { … }
/// ```
///
/// The coverage matrix is made of these: a rule without a test needs a written reason.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Verifies {

    /// @return rules of part 1
    CallRule[] call() default {};

    /// @return rules of part 2
    EnvironRule[] environ() default {};

    /// @return rules of part 3
    InputRule[] input() default {};

    /// @return rules of part 4
    StartRule[] start() default {};

    /// @return rules of part 5
    ContentRule[] content() default {};

    /// @return rules of part 6
    BodyRule[] body() default {};

    /// @return rules of part 7
    MiddlewareRule[] middleware() default {};

    /// @return rules of part 8
    HttpRule[] http() default {};

    /// @return rules of part 9
    ExtensionRule[] extension() default {};
}
