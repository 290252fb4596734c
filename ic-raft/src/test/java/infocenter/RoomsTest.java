package infocenter;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/** Holds the walls between the rooms of this module: who may import whom, and what the core must not hear or see. */
@AnalyzeClasses(packages = "infocenter", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
    private static final String CORE = "infocenter.core..";
    private static final String GENERATED = "infocenter.wire.proto..";

    /** Types of java.lang and java.util whose order or result differs between processes. */
    private static final Pattern DIFFERS_BETWEEN_PROCESSES = Pattern.compile(
            "java\\.util\\.(HashMap|HashSet|IdentityHashMap|WeakHashMap|Hashtable|Random|SplittableRandom|UUID|Date"
                    + "|Calendar|Timer|TimeZone|ServiceLoader|Scanner|Properties)(\\$.*)?"
                    + "|java\\.lang\\.(Thread|ThreadLocal|ThreadGroup|Process|ProcessBuilder|ProcessHandle|Runtime)(\\$.*)?");

    private static final DescribedPredicate<JavaClass> WHAT_THE_CORE_MAY_SEE =
            describe("be on the core's list", RoomsTest::onTheList);

    private static boolean onTheList(JavaClass seen) {
        JavaClass type = seen.getBaseComponentType();
        String name = type.getName();
        if (DIFFERS_BETWEEN_PROCESSES.matcher(name).matches()) {
            return false;
        }
        String room = type.getPackageName();
        return type.isPrimitive()
                || resideInAPackage(CORE).test(type)
                || room.equals("java.lang")
                || room.equals("java.lang.annotation")
                || room.equals("java.lang.invoke")
                || room.equals("java.lang.runtime")
                || room.equals("java.util")
                || room.equals("java.util.function")
                || room.equals("java.util.stream")
                || room.equals("java.util.regex")
                || name.equals("java.time.Duration")
                || (room.equals("org.pcollections") && !type.getSimpleName().startsWith("Hash"))
                || room.equals("org.jspecify.annotations");
    }

    @ArchTest
    static final ArchRule THE_CORE_SEES_ONLY_ITS_LIST = classes()
            .that()
            .resideInAPackage(CORE)
            .should()
            .onlyDependOnClassesThat(WHAT_THE_CORE_MAY_SEE)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule THE_CORE_CALLS_NOTHING_THAT_DIFFERS_BETWEEN_PROCESSES = noClasses()
            .that()
            .resideInAPackage(CORE)
            .should(access("clock, chance or unordered collection", RoomsTest::differs))
            .allowEmptyShould(true);

    private static boolean differs(AccessTarget seen) {
        String name = seen.getName();
        return switch (seen.getOwner().getName()) {
            case "java.lang.System" -> !name.equals("arraycopy");
            case "java.lang.Math", "java.lang.StrictMath" -> name.equals("random");
            case "java.util.Map", "java.util.Set" ->
                List.of("of", "ofEntries", "copyOf").contains(name);
            case "java.util.stream.Collectors" -> collectsUnordered(seen, name);
            default -> List.of("parallelStream", "parallel", "identityHashCode").contains(name);
        };
    }

    private static boolean collectsUnordered(AccessTarget seen, String name) {
        // Without a map factory among their arguments these two collect into a HashMap.
        if (seen instanceof AccessTarget.CodeUnitAccessTarget called) {
            int arguments = called.getRawParameterTypes().size();
            if (name.equals("toMap")) {
                return arguments < 4;
            }
            if (name.equals("groupingBy")) {
                return arguments < 3;
            }
        }
        return name.contains("Set")
                || (name.contains("Unmodifiable") && name.contains("Map"))
                || name.contains("Concurrent");
    }

    @ArchTest
    static final ArchRule THE_CORE_KNOWS_NO_OTHER_ROOM = noClasses()
            .that()
            .resideInAPackage(CORE)
            .should()
            .dependOnClassesThat(resideInAPackage("infocenter..").and(not(resideInAPackage(CORE))))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule ONLY_THE_MEMBER_SEES_RATIS = noClasses()
            .that()
            .resideOutsideOfPackage("infocenter.member..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.ratis..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule ONLY_THE_WIRE_SEES_PROTOBUF = noClasses()
            .that()
            .resideOutsideOfPackage("infocenter.wire..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("com.google.protobuf..", GENERATED))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule NOBODY_SEES_VERTX = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.vertx..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule NOBODY_REACHES_INTO_THE_MEMBER = noClasses()
            .that()
            .resideOutsideOfPackage("infocenter.member..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("infocenter.member..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule ROOMS_ARE_FREE_OF_CYCLES =
            slices().matching("infocenter.(*)..").should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    static final ArchRule THE_CORE_IS_FREE_OF_CYCLES =
            slices().matching("infocenter.core.(*)..").should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS = noClasses()
            .that()
            .resideOutsideOfPackage(GENERATED)
            .should()
            .haveNameMatching(".*[.$](\\w*(Util|Utils|Helper|Manager|Impl)|(Base|Abstract)[A-Z]\\w*)")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule NO_GRAB_BAGS = noClasses()
            .should()
            .resideInAnyPackage("..common..", "..util..", "..utils..", "..helper..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule EVERY_PACKAGE_IS_NULL_MARKED = classes()
            .that()
            .resideOutsideOfPackage(GENERATED)
            .should(ArchCondition.from(DescribedPredicate.<JavaClass>describe(
                    "live in a @NullMarked package", type -> type.getPackage().isAnnotatedWith(NullMarked.class))))
            .allowEmptyShould(true);

    @ArchTest
    static void testsNeverSleep(JavaClasses ignored) {
        JavaClasses tests = new ClassFileImporter()
                .withImportOption(new ImportOption.OnlyIncludeTests())
                .importPackages("infocenter");
        noClasses()
                .should(access("sleep", target -> target.getName().equals("sleep")))
                .check(tests);
    }

    /** Calls and method references alike, so that {@code System::nanoTime} is seen too. */
    private static ArchCondition<JavaClass> access(String what, Predicate<AccessTarget> forbidden) {
        return accessTargetWhere(
                DescribedPredicate.<JavaAccess<?>>describe(what, access -> forbidden.test(access.getTarget())));
    }
}
