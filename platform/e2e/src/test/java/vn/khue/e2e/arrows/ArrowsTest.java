package vn.khue.e2e.arrows;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.security.PrivateKey;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The lines that docs/architecture.md draws between the rooms. Reads files only, so the stack may come up meanwhile. */
@Execution(ExecutionMode.CONCURRENT)
class ArrowsTest {
    private static final String[] LIBRARIES = {
        "vn.khue.directory..",
        "vn.khue.roster..",
        "vn.khue.schema..",
        "vn.khue.pki..",
        "vn.khue.ecard..",
        "vn.khue.signature..",
        "vn.khue.audit.event..",
        "vn.khue.audit.kafka..",
        "vn.khue.audit.ledger..",
        "vn.khue.audit.detection..",
        "vn.khue.audit.wazuh..",
        "vn.khue.district.."
    };

    private static final String SIGNING_APP = "vn.khue.signing..";
    private static final String AUDIT_APP = "vn.khue.audit.app..";
    private static final String CONSOLE = "vn.khue.console..";
    private static final String LAUNCHER = "vn.khue.launcher..";
    private static final String[] APPS = {SIGNING_APP, AUDIT_APP, CONSOLE, LAUNCHER};

    private static JavaClasses production;

    @BeforeAll
    static void readTheClasses() {
        production = Rooms.production();
    }

    @TestFactory
    List<DynamicTest> everyRoomIsLookedAt() {
        return List.of(
                        "directory",
                        "roster",
                        "console",
                        "sso",
                        "pki",
                        "ecard",
                        "signature",
                        "signing",
                        "audit.event",
                        "audit.kafka",
                        "audit.ledger",
                        "audit.detection",
                        "audit.wazuh",
                        "audit.app",
                        "web",
                        "district",
                        "launcher")
                .stream()
                .map(room -> DynamicTest.dynamicTest(
                        room,
                        () -> assertThat(production.stream()
                                        .filter(type -> type.getPackageName().startsWith("vn.khue." + room)))
                                .as("classes of vn.khue.%s in its target/classes", room)
                                .isNotEmpty()))
                .toList();
    }

    @Test
    void onlyTheDirectoryNamesTheLdapLibrary() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("vn.khue.directory..", "vn.khue.bench.peer..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "com.unboundid.ldap..",
                        "com.unboundid.ldif..",
                        "com.unboundid.asn1..",
                        "com.unboundid.util.."));
    }

    @Test
    void onlyTheRosterNamesTheScimLibrary() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("vn.khue.roster.scim..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.unboundid.scim2.."));
    }

    @Test
    void kafkaIsNamedByItsRoomAloneAndThatByTheDoorOfTheAuditService() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("vn.khue.audit.kafka..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka.."));
        check(noClasses()
                .that()
                .resideOutsideOfPackage("vn.khue.audit.kafka..")
                .and()
                .haveNameNotMatching("vn\\.khue\\.audit\\.app\\.intake\\.Kafka.*")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("vn.khue.audit.kafka.."));
    }

    @Test
    void onlyTheSignatureRoomNamesThePdfSignerAndXmlSecurity() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("vn.khue.signature..", "vn.khue.bench.peer..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.itextpdf..", "org.apache.xml.security.."));
    }

    @Test
    void onlyTheSsoRoomsNameKeycloak() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("vn.khue.sso..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.keycloak.."));
    }

    @Test
    void librariesKnowNoSpring() {
        check(noClasses()
                .that()
                .resideInAnyPackage(LIBRARIES)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.."));
    }

    @Test
    void librariesKnowNoApp() {
        check(noClasses()
                .that()
                .resideInAnyPackage(LIBRARIES)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(APPS));
        check(noClasses()
                .that()
                .resideInAPackage("vn.khue.web..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(APPS));
        check(noClasses()
                .that()
                .resideInAPackage("vn.khue.sso..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(APPS));
    }

    @Test
    void appsNeverImportOneAnother() {
        for (String app : APPS) {
            String[] others =
                    List.of(APPS).stream().filter(other -> !other.equals(app)).toArray(String[]::new);
            check(noClasses()
                    .that()
                    .resideInAPackage(app)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others));
        }
    }

    @Test
    void directoryAndEventsStandOnNothingOfOurs() {
        check(noClasses()
                .that()
                .resideInAPackage("vn.khue.directory..")
                .should()
                .dependOnClassesThat(oursOutside("directory", "schema")));
        check(noClasses()
                .that()
                .resideInAPackage("vn.khue.audit.event..")
                .should()
                .dependOnClassesThat(oursOutside("audit.event")));
        check(noClasses()
                .that()
                .resideInAPackage("vn.khue.audit.kafka..")
                .should()
                .dependOnClassesThat(oursOutside("audit.kafka", "audit.event")));
        check(noClasses()
                .that()
                .resideInAPackage("vn.khue.audit.ledger..")
                .should()
                .dependOnClassesThat(oursOutside("audit.ledger")));
        check(noClasses()
                .that()
                .resideInAPackage("vn.khue.audit.detection..")
                .should()
                .dependOnClassesThat(oursOutside("audit.detection", "audit.event")));
        // The client of Wazuh knows nothing of ours; the export of rules knows the rules.
        check(noClasses()
                .that()
                .resideInAPackage("vn.khue.audit.wazuh..")
                .and()
                .resideOutsideOfPackage("vn.khue.audit.wazuh.export..")
                .should()
                .dependOnClassesThat(oursOutside("audit.wazuh")));
        check(noClasses()
                .that()
                .resideInAPackage("vn.khue.audit.wazuh.export..")
                .should()
                .dependOnClassesThat(oursOutside("audit.wazuh", "audit.detection", "audit.event")));
        check(noClasses()
                .that()
                .resideInAPackage("vn.khue.roster..")
                .should()
                .dependOnClassesThat(oursOutside("roster", "directory", "audit.event")));
        // A log that must not be changed unseen exists once: the one of issued certificates is a ledger too.
        check(noClasses()
                .that()
                .resideInAPackage("vn.khue.pki.issuance..")
                .should()
                .dependOnClassesThat(oursOutside("pki", "audit.ledger")));
        check(noClasses()
                .that()
                .resideInAPackage("vn.khue.pki..")
                .and()
                .resideOutsideOfPackage("vn.khue.pki.issuance..")
                .should()
                .dependOnClassesThat(oursOutside("pki")));
        check(noClasses()
                .that()
                .resideInAPackage("vn.khue.signature..")
                .should()
                .dependOnClassesThat(oursOutside("signature", "pki")));
        check(noClasses()
                .that()
                .resideInAPackage("vn.khue.ecard..")
                .should()
                .dependOnClassesThat(oursOutside("ecard", "pki", "directory")));
    }

    @Test
    void ofTheGateOnlyCardsAreJudgedByThePkiAndNeitherIssuedNorKept() {
        check(noClasses()
                .that()
                .resideInAPackage("vn.khue.sso..")
                .and()
                .resideOutsideOfPackage("vn.khue.sso.card..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("vn.khue.pki.."));
        check(noClasses()
                .that()
                .resideInAPackage("vn.khue.sso.card..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "vn.khue.pki.keystore..",
                        "vn.khue.pki.store..",
                        "vn.khue.pki.issuance..",
                        "vn.khue.pki.crl..",
                        "vn.khue.pki.ocsp.."));
    }

    @Test
    void theOracleJudgesWithoutOurHelp() {
        check(noClasses()
                .that()
                .resideInAPackage("vn.khue.oracle..")
                .should()
                .dependOnClassesThat(oursOutside("oracle"))
                .allowEmptyShould(true));
    }

    @Test
    void theLedgerVerifierSharesNoCodeWithTheWriter() {
        check(noClasses()
                .that()
                .resideInAPackage("vn.khue.audit.ledger.verify..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("vn.khue.audit.ledger"));
    }

    @Test
    void onlyThePkiTheLogAndTheSignerOfTokensHoldPrivateKeys() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("vn.khue.pki..", "vn.khue.audit.ledger..", "vn.khue.sso.token..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(PrivateKey.class));
    }

    @Test
    void onlyTheRoomsOfTokensOfTheKernelAndOfPasswordsCallNativeCode() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(
                        "vn.khue.pki.pkcs11..",
                        "vn.khue.pki.kernel..",
                        "vn.khue.sso.password..",
                        "vn.khue.bench.peer..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.sun.jna.."));
    }

    @Test
    void noPackageOrClassIsNamedForWhatItDoesNotSay() {
        Set<String> banned = Set.of("util", "utils", "common", "impl", "helper", "helpers", "manager", "misc");
        check(classes()
                .should()
                .resideOutsideOfPackages(
                        banned.stream().map(word -> ".." + word + "..").toArray(String[]::new)));
        check(noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl)(\\$.*)?"));
    }

    @Test
    void roomsHaveNoCircles() {
        check(slices().assignedFrom(new Room()).should().beFreeOfCycles());
    }

    /** A room is the first word after vn.khue, in the audit house the first two. */
    private static final class Room implements SliceAssignment {
        private static final Pattern NAME = Pattern.compile("vn\\.khue\\.(audit\\.\\w+|\\w+).*");

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            Matcher name = NAME.matcher(type.getPackageName());
            return name.matches() ? SliceIdentifier.of(name.group(1)) : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "rooms";
        }
    }

    private static DescribedPredicate<JavaClass> oursOutside(String... rooms) {
        return DescribedPredicate.describe("belong to Khuê but not to " + List.of(rooms), type -> {
            String name = type.getPackageName() + ".";
            return name.startsWith("vn.khue.")
                    && List.of(rooms).stream().noneMatch(room -> name.startsWith("vn.khue." + room + "."));
        });
    }

    private static void check(ArchRule rule) {
        rule.check(production);
    }
}
