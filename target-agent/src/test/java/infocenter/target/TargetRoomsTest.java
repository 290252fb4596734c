package infocenter.target;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;

/** Holds the walls of a target: jobs hear nothing of HTTP, and nobody knows the gateway, the group or its bytes. */
@AnalyzeClasses(packages = "infocenter.target", importOptions = ImportOption.DoNotIncludeTests.class)
class TargetRoomsTest {
    @ArchTest
    static final ArchRule JOBS_SEE_NO_VERTX = noClasses()
            .that()
            .resideInAPackage("infocenter.target.job..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.vertx..", "io.netty.."))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule NOBODY_SEES_THE_GATEWAY = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage("infocenter.gateway..", "infocenter.cli.."))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule NOBODY_SEES_PROTOBUF = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage("com.google.protobuf..", "infocenter.wire.proto.."))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule NOBODY_SEES_THE_GROUP = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.apache.ratis..", "infocenter.member.."))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule ROOMS_ARE_FREE_OF_CYCLES = slices().matching("infocenter.target.(*)..")
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS = noClasses()
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
            .should(ArchCondition.from(DescribedPredicate.<JavaClass>describe(
                    "live in a @NullMarked package", type -> type.getPackage().isAnnotatedWith(NullMarked.class))))
            .allowEmptyShould(true);

    @ArchTest
    static void testsNeverSleep(JavaClasses ignored) {
        JavaClasses tests = new ClassFileImporter()
                .withImportOption(new ImportOption.OnlyIncludeTests())
                .importPackages("infocenter");
        noClasses()
                .should(accessTargetWhere(DescribedPredicate.<JavaAccess<?>>describe(
                        "sleep", access -> access.getTarget().getName().equals("sleep"))))
                .check(tests);
    }
}
