package infocenter.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** One line of help for a settings key, and its default as YAML text; without a default the key is required. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
    /** What it is for, with its unit and what happens at the limit. */
    String help();

    /** Default as YAML; {@link #REQUIRED} when the file must say it. */
    String value() default REQUIRED;

    /** What the example file says, as YAML; empty to show the default. Every required key of a process has one. */
    String example() default "";

    /** Marks a key without default. */
    String REQUIRED = "\0required";
}
