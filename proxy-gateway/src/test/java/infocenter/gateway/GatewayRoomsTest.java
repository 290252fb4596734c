package infocenter.gateway;

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

/** Holds the walls of a gateway: no class of a target, no bytes of the group, and doors that never lean on each other. */
@AnalyzeClasses(
        packages = {"infocenter.gateway", "infocenter.cli"},
        importOptions = ImportOption.DoNotIncludeTests.class)
class GatewayRoomsTest {
    private static final String REST = "infocenter.gateway.rest..";
    private static final String AIS = "infocenter.gateway.ais..";

    @ArchTest
    static final ArchRule NOBODY_SEES_A_TARGET = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("infocenter.target..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule NOBODY_SEES_RATIS = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.ratis..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule NOBODY_SEES_PROTOBUF = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage("com.google.protobuf..", "infocenter.wire.proto.."))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule THE_CLEAN_DOOR_DOES_NOT_LEAN_ON_THE_OTHER = noClasses()
            .that()
            .resideInAPackage(REST)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(AIS)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule THE_OTHER_DOOR_DOES_NOT_LEAN_ON_THE_CLEAN_ONE = noClasses()
            .that()
            .resideInAPackage(AIS)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(REST)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule USE_CASES_KNOW_NO_DOOR = noClasses()
            .that()
            .resideInAnyPackage(
                    "infocenter.gateway.start..",
                    "infocenter.gateway.broadcast..",
                    "infocenter.gateway.change..",
                    "infocenter.gateway.door..",
                    "infocenter.gateway.forward..",
                    "infocenter.gateway.map..",
                    "infocenter.gateway.supervise..",
                    "infocenter.gateway.read..",
                    "infocenter.gateway.watch..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(REST, AIS))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule ROOMS_ARE_FREE_OF_CYCLES = slices().matching("infocenter.gateway.(*)..")
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
