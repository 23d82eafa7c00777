package vn.khue.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.khue.roster.plan.Decisions;
import vn.khue.roster.source.Coverage;

/**
 * Rows under a new code that may be about someone whom the directory knows, and rows that only look so. All of it is planned over one
 * world, since a plan changes nobody.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SuspectsTest {

    private static final String HEAD = "code,full_name,birth_date,sex,school,class\n";
    private static final String KNOWN = HEAD + "P1,Nguyễn Hoàng Nam,05/03/2019,Nam,7990001001,2A\n"
            + "P2,Trần Thị Ngọc Lan,12/11/2018,Nữ,7990001001,2A\n"
            + "P3,Lê Gia Phạm Hùng,21/10/2018,Nam,7990001002,3B\n"
            // Names that let Loan, Phan and Minh be words of their own.
            + names("Loan", "Phan", 100)
            + names("Hồng", "Phạm", 200)
            + names("Lan", "Trần", 300);

    private RosterWorld world;

    @BeforeAll
    void open(@TempDir Path folder) {
        world = new RosterWorld(folder);
        world.take(KNOWN, Coverage.COMPLETE);
    }

    @AfterAll
    void close() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource({
        "Nguyễn Hoang Nam, 05/03/2019, NEAR_NAME",
        "Nguyen Hoang Nam, 05/03/2019, NEAR_NAME",
        "Nguyễn Hoàng Namm, 05/03/2019, NEAR_NAME",
        "Nguyễn Hàong Nam, 05/03/2019, NEAR_NAME",
        "Nam Nguyễn Hoàng, 05/03/2019, NEAR_NAME",
        "Nguyễn Nam, 05/03/2019, NEAR_NAME",
        "Nguyễn Hoàng Nam, 06/03/2019, NEAR_BIRTH_DATE",
        "Nguyễn Hoàng Nam, 03/05/2019, NEAR_BIRTH_DATE",
        "Nguyễn Hoàng Nam, 05/03/2018, NEAR_BIRTH_DATE",
        "Nguyễn Hoàng Nam, 2019, NEAR_BIRTH_DATE",
        "Nguyễn Hoàng Nam, '', NEAR_BIRTH_DATE",
        "Nguyen Hoang Nam, 15/03/2019, NEAR_NAME_AND_BIRTH_DATE",
        "Nguyễn Hoàng Nam, 05/03/2019, CODE_CHANGED"
    })
    void whoLooksLikeSomeoneOfTheSchoolIsHeldBack(String name, String birth, String code) {
        long run = world.planned(HEAD + "N1," + name + "," + birth + ",Nam,7990001001,2A\n", Coverage.PARTIAL);

        assertThat(world.changes(run)).isEmpty();
        assertThat(world.roster.journal().findings(run, 10)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(code);
            assertThat(finding.subject())
                    .isEqualTo(world.directory
                            .personByCode("P1")
                            .orElseThrow()
                            .id()
                            .toString());
        });
    }

    @ParameterizedTest
    @CsvSource({
        "Lê Gia Phạm Hùng, 21/10/2018, PERHAPS_TRANSFER",
        "Le Gia Pham Hung, 21/10/2018, PERHAPS_TRANSFER_NEAR",
        "Lê Gia Hùng, 21/10/2018, PERHAPS_TRANSFER_NEAR",
        "Lê Gia Phạm Hùng, 12/10/2018, PERHAPS_TRANSFER_NEAR"
    })
    void whoLooksLikeSomeoneOfAnotherSchoolIsHeldBack(String name, String birth, String code) {
        long run = world.planned(HEAD + "N1," + name + "," + birth + ",Nam,7990001001,3B\n", Coverage.PARTIAL);

        assertThat(world.changes(run)).isEmpty();
        assertThat(world.findings(run)).containsExactly("SUSPECT " + code + " N1");
    }

    @ParameterizedTest
    @CsvSource({
        // A twin: same family name and birth date.
        "Trần Thị Ngọc Mai, 12/11/2018, Nữ",
        "Trần Thị Ngọc Loan, 12/11/2018, Nữ",
        // A brother.
        "Trần Thị Ngọc Lân, 12/11/2018, Nam",
        // Sisters whose given name is the same word.
        "Trần Thị Bảo Lan, 12/11/2018, Nữ",
        // The same name, born otherwise.
        "Trần Thị Ngọc Lan, 30/01/2017, Nữ",
        "Trần Thị Ngọc Lan, 2017, Nữ"
    })
    void whoOnlyLooksSoIsNew(String name, String birth, String sex) {
        long run = world.planned(HEAD + "N1," + name + "," + birth + "," + sex + ",7990001001,2A\n", Coverage.PARTIAL);

        assertThat(world.findings(run)).isEmpty();
        assertThat(world.kinds(run)).containsExactly("CREATE", "ENROL");
    }

    @Test
    void aCommonNameWithAnotherBirthDateIsNew(@TempDir Path folder) {
        StringBuilder many = new StringBuilder(KNOWN);
        for (int i = 0; i < 30; i++) {
            many.append("H" + i + ",Nguyễn Thị Hoa," + (1 + i % 28) + "/" + (1 + i % 12) + "/2018,Nữ,7990001001,2A\n");
        }
        try (RosterWorld own = new RosterWorld(folder)) {
            own.take(many.toString(), Coverage.COMPLETE);

            long run = own.planned(HEAD + "N1,Nguyễn Thị Hoa,02/01/2018,Nữ,7990001001,2A\n", Coverage.PARTIAL);

            assertThat(own.findings(run)).isEmpty();
        }
    }

    @Test
    void twinsInOneFileAreTwoPeopleAndOnePersonInTwoSpellingsIsNot() {
        String file = HEAD + "T1,Đặng Văn Hùng,01/02/2019,Nam,7990001001,2A\n"
                + "T2,Đặng Văn Hưng,01/02/2019,Nam,7990001001,2A\n"
                + "T3,Đặng Minh Anh,03/02/2019,Nữ,7990001001,2A\n"
                + "T4,Đặng Quỳnh Anh,03/02/2019,Nữ,7990001001,2A\n"
                + "D1,Bùi Thế Vinh,07/08/2019,Nam,7990001001,2A\n"
                + "D2,Bui The Vinh,07/08/2019,Nam,7990001001,2A\n"
                + "E1,Hồ Đắc Khoa,09/08/2019,Nam,7990001001,2A\n"
                + "E2,Hồ Đắc Khoa,09/09/2019,Nam,7990001001,2A\n";

        long run = world.planned(file, Coverage.PARTIAL);

        assertThat(world.findings(run))
                .containsExactlyInAnyOrder(
                        "SUSPECT NEAR_IN_FILE D1",
                        "SUSPECT NEAR_IN_FILE D2",
                        "SUSPECT NEAR_IN_FILE E1",
                        "SUSPECT NEAR_IN_FILE E2");
        assertThat(world.changes(run))
                .extracting(change -> change.kind().name())
                .containsOnly("CREATE", "ENROL");
        assertThat(world.changes(run)).hasSize(8);
    }

    @Test
    void aDateThatManyOfASchoolShareIsAPlaceholderAndMakesNoPairs() {
        StringBuilder list = new StringBuilder(HEAD);
        for (int i = 0; i < 29; i++) {
            list.append("Z" + i + ",Hồ " + (char) ('A' + i % 26) + "u" + (char) ('a' + i / 26)
                    + " Yên,01/01/2019,Nữ,7990001001,2A\n");
        }
        String two = "D1,Bùi Thế Vinh,01/01/2019,Nam,7990001001,2A\nD2,Bui The Vinh,01/01/2019,Nam,7990001001,2A\n";

        assertThat(world.findings(world.planned(HEAD + two, Coverage.PARTIAL))).hasSize(2);
        assertThat(world.findings(world.planned(list + two, Coverage.PARTIAL))).isEmpty();
    }

    @Test
    void codesThatSlippedByOneRowRenameNobody() {
        String slipped = HEAD + "P1,Trần Thị Ngọc Lan,12/11/2018,Nữ,7990001001,2A\n"
                + "P2,Nguyễn Hoàng Nam,05/03/2019,Nam,7990001001,2A\n";

        long run = world.planned(slipped, Coverage.PARTIAL);

        assertThat(world.changes(run)).isEmpty();
        assertThat(world.findings(run))
                .containsExactlyInAnyOrder("SUSPECT CODE_OF_ANOTHER P1", "SUSPECT CODE_OF_ANOTHER P2");
        // Correcting a name or a date, or both a little, is what imports are for.
        assertThat(world.kinds(world.planned(
                        HEAD + "P1,Nguyễn Hoàng Bách,05/03/2019,Nam,7990001001,2A\n"
                                + "P2,Trần Thị Ngọc Lan,30/01/2017,Nữ,7990001001,2A\n",
                        Coverage.PARTIAL)))
                .containsExactly("UPDATE", "UPDATE");
        assertThat(world.kinds(RosterWorld.number(world.plan(
                        world.csv(slipped, Coverage.PARTIAL),
                        RosterWorld.DAY,
                        new Decisions(
                                Map.of(
                                        "P1",
                                        world.directory
                                                .personByCode("P1")
                                                .orElseThrow()
                                                .id(),
                                        "P2",
                                        world.directory
                                                .personByCode("P2")
                                                .orElseThrow()
                                                .id()),
                                Set.of())))))
                .containsExactly("UPDATE", "UPDATE");
    }

    @Test
    void nobodyWhomASuspectResemblesIsEnded() {
        String without = KNOWN.replace("P1,Nguyễn Hoàng Nam", "N1,Nguyễn Hoang Nam");

        long run = world.planned(without, Coverage.COMPLETE);

        assertThat(world.changes(run)).isEmpty();
        long decided = RosterWorld.number(world.plan(
                world.csv(without, Coverage.COMPLETE),
                RosterWorld.DAY,
                new Decisions(
                        Map.of(
                                "N1",
                                world.directory.personByCode("P1").orElseThrow().id()),
                        Set.of())));
        assertThat(world.kinds(decided)).containsExactly("MERGE_CODE");
    }

    @Test
    void aTransferUnderTheSameCodeIsNoSuspect() {
        long run = RosterWorld.number(world.plan(
                world.csv(HEAD + "P3,Lê Gia Pham Hùng,12/10/2018,Nam,7990001001,3B\n", Coverage.PARTIAL),
                LocalDate.of(2026, 11, 2),
                Decisions.NONE));

        assertThat(world.findings(run)).isEmpty();
        assertThat(world.kinds(run)).contains("UPDATE", "TRANSFER", "ENROL");
    }

    private static String names(String given, String family, int from) {
        StringBuilder lines = new StringBuilder();
        List<String> middles = List.of("Bích", "Thu", "Kim", "Như");
        for (int i = 0; i < middles.size(); i++) {
            lines.append("K" + (from + i) + "," + family + " " + middles.get(i) + " " + given + "," + (1 + i) + "/0"
                    + (1 + i) + "/2017,Nữ,7990001001,3B\n");
        }
        return lines.toString();
    }
}
