package io.dataops.examples.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaModifier.PRIVATE;
import static com.tngtech.archunit.core.domain.JavaModifier.PROTECTED;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every published module keeps to, checked on its class files. */
final class HouseRulesTest {
    private static final List<String> CAPABILITIES =
            List.of("graph", "testing", "scheduling", "observability", "report");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/test-classes/") && !location.contains("-tests.jar"))
            .importPackages(
                    "io.dataops.api",
                    "io.dataops.graph",
                    "io.dataops.testing",
                    "io.dataops.scheduling",
                    "io.dataops.observability",
                    "io.dataops.report");

    @Test
    void aCapabilityDependsOnTheApiAlone() {
        for (String module : CAPABILITIES) {
            String[] others = Stream.concat(CAPABILITIES.stream(), Stream.of("examples", "benchmarks"))
                    .filter(other -> !other.equals(module))
                    .map(other -> "io.dataops." + other + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("io.dataops." + module + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .check(CLASSES);
        }
        classes()
                .that()
                .resideInAPackage("io.dataops.api..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.dataops.api..", "java..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void packagesDoNotDependOnEachOtherInACircle() {
        slices().matching("io.dataops.(*).(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void aThirdPartyTypeIsPublicOnlyInThePackageNamedForIt() {
        classes()
                .that(describe("users can see", HouseRulesTest::isVisible))
                .should(showOnlyTypesOfThisHouseOrThoseTheirPackageIsNamedFor())
                .check(CLASSES);
    }

    @Test
    void noClockNoChanceNoDefaultIsReadByItself() {
        noClasses()
                .that(describe("are not the Ticker", c -> !c.getName().startsWith("io.dataops.api.Ticker")))
                .should()
                .accessTargetWhere(
                        describe("reads a clock, chance, zone, locale or console", HouseRulesTest::isAmbient))
                .check(CLASSES);
    }

    @Test
    void nothingIsCalledByWhatItIsNot() {
        noClasses()
                .should()
                .resideInAnyPackage(
                        "..util..", "..utils..", "..common..", "..helper..", "..helpers..", "..impl..", "..misc..")
                .orShould()
                .haveNameMatching(".*(Utils?|Helpers?|Impl|Manager)")
                .check(CLASSES);
    }

    private static boolean isAmbient(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String member = access.getTarget().getName();
        boolean noArguments = access.getTarget() instanceof CodeUnitCallTarget called
                && called.getRawParameterTypes().isEmpty();
        return switch (owner) {
            case "java.lang.System" ->
                Set.of("nanoTime", "currentTimeMillis", "out", "err", "exit").contains(member);
            case "java.lang.Math" -> member.equals("random");
            case "java.util.concurrent.ThreadLocalRandom" -> true;
            case "java.util.Random", "java.util.SplittableRandom", "java.security.SecureRandom" ->
                member.equals("<init>") && noArguments;
            case "java.time.ZoneId" -> member.equals("systemDefault");
            case "java.util.Locale" -> member.equals("getDefault");
            case "java.util.UUID" -> member.equals("randomUUID");
            case "java.lang.String" ->
                (member.equals("format") && !access.getTarget().getFullName().contains("java.util.Locale"))
                        || (Set.of("toLowerCase", "toUpperCase").contains(member) && noArguments);
            default -> owner.startsWith("java.time.") && member.equals("now") && noArguments;
        };
    }

    private static ArchCondition<JavaClass> showOnlyTypesOfThisHouseOrThoseTheirPackageIsNamedFor() {
        return new ArchCondition<>(
                "show only types of the JDK, of this project, or of the library their package names") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Stream<JavaClass> calls = type.getCodeUnits().stream()
                        .filter(HouseRulesTest::isVisible)
                        .flatMap(unit -> Stream.concat(
                                Stream.of(unit.getRawReturnType()),
                                Stream.concat(
                                        unit.getRawParameterTypes().stream(), unit.getExceptionTypes().stream())));
                Stream<JavaClass> fields = type.getFields().stream()
                        .filter(HouseRulesTest::isVisible)
                        .map(JavaField::getRawType);
                Stream<JavaClass> parents =
                        Stream.concat(type.getRawSuperclass().stream(), type.getRawInterfaces().stream());
                Stream.of(calls, fields, parents)
                        .flatMap(s -> s)
                        .map(JavaClass::getBaseComponentType)
                        .filter(shown -> !isHome(shown, type))
                        .forEach(shown -> events.add(
                                SimpleConditionEvent.violated(type, type.getName() + " shows " + shown.getName())));
            }
        };
    }

    /** A public type inside a package-private one is public for a library's reflection only. */
    private static boolean isVisible(JavaClass type) {
        return type.getModifiers().contains(PUBLIC)
                && type.getEnclosingClass().map(HouseRulesTest::isVisible).orElse(true);
    }

    private static boolean isVisible(JavaCodeUnit unit) {
        return unit.getModifiers().contains(PUBLIC) || unit.getModifiers().contains(PROTECTED);
    }

    private static boolean isVisible(JavaField field) {
        return !field.getModifiers().contains(PRIVATE)
                && (field.getModifiers().contains(PUBLIC)
                        || field.getModifiers().contains(PROTECTED));
    }

    private static boolean isHome(JavaClass shown, JavaClass type) {
        String name = shown.getPackageName();
        if (shown.isPrimitive()
                || name.startsWith("java.")
                || name.startsWith("javax.")
                || name.startsWith("io.dataops.")) {
            return true;
        }
        List<String> library = List.of(name.split("\\."));
        return Stream.of(type.getPackageName().split("\\.")).skip(2).anyMatch(library::contains);
    }
}
