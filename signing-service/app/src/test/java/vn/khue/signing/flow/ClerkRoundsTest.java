package vn.khue.signing.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.khue.signing.house.Browser;
import vn.khue.signing.house.Browser.Page;
import vn.khue.signing.house.Desk;
import vn.khue.signing.house.SigningHouse;

/** The clerk does the same to many documents: each in a transaction of its own, and what fails is named. */
class ClerkRoundsTest {
    private static SigningHouse house;
    private static Desk desk;

    @BeforeAll
    static void open() {
        house = SigningHouse.get();
        desk = new Desk(house);
        desk.ready();
    }

    @Test
    void manyAreNumberedSealedAndPublishedFromTheListOfTheirStep() {
        List<UUID> documents = List.of(desk.signed(), desk.signed());
        Browser clerk = house.as(house.school().clerk());
        Page signed = clerk.get("/clerk?step=SIGNED&all=true");
        documents.forEach(id -> assertThat(signed.body()).contains("value=\"" + id + "\" checked"));

        Page numbered = clerk.post(signed, "/clerk/number", chosen(documents));
        assertThat(numbered.body()).contains("Đã cấp số 2 văn bản.");
        documents.forEach(id -> assertThat(desk.state(id)).isEqualTo("NUMBERED"));

        Page list = clerk.get("/clerk?step=NUMBERED");
        assertThat(clerk.stepUp(clerk.post(list, "/clerk/seal", chosen(documents)))
                        .body())
                .contains("data-done=\"2\" data-failed=\"0\"");
        Page sealed = clerk.get("/clerk?step=SEALED");
        assertThat(clerk.post(sealed, "/clerk/publish", chosen(documents)).body())
                .contains("Đã phát hành 2 văn bản.");
        documents.forEach(id -> assertThat(desk.state(id)).isEqualTo("PUBLISHED"));
        assertThat(clerk.get("/clerk?step=SEALED").body()).as("said once").doesNotContain("Đã phát hành 2 văn bản.");
    }

    @Test
    void whatIsNotSoFarIsNamedAndTheRestIsDone() {
        UUID waiting = desk.waiting();
        UUID signed = desk.signed();
        Browser clerk = house.as(house.school().clerk());
        Page after = clerk.post(clerk.get("/clerk?step=SIGNED"), "/clerk/number", chosen(List.of(waiting, signed)));
        assertThat(after.body()).contains("Đã cấp số 1 văn bản. Còn 1 văn bản chưa cấp số được:", waiting.toString());
        assertThat(desk.state(waiting)).isEqualTo("SUBMITTED");
        assertThat(desk.state(signed)).isEqualTo("NUMBERED");
    }

    @Test
    void allThatWaitForTheSealAreChosenButForTheUnticked() {
        UUID left = desk.numbered();
        UUID taken = desk.numbered();
        Browser clerk = house.as(house.school().clerk());
        Page list = clerk.get("/clerk?step=NUMBERED&all=true");
        Page sheet = clerk.post(
                list,
                "/clerk/seal",
                Map.of(
                        "all", List.of("true"),
                        "row", List.of(left.toString(), taken.toString()),
                        "d", List.of(taken.toString())));
        clerk.stepUp(sheet);
        assertThat(desk.state(taken)).isEqualTo("SEALED");
        assertThat(desk.state(left)).isEqualTo("NUMBERED");
    }

    @Test
    void nothingChosenIsSaidSo() {
        Browser clerk = house.as(house.school().clerk());
        desk.signed();
        assertThat(clerk.post(clerk.get("/clerk?step=SIGNED"), "/clerk/number").status())
                .isEqualTo(422);
    }

    @Test
    void whoIsNoClerkNumbersAndPublishesNothing() {
        UUID signed = desk.signed();
        Browser teacher = house.as(house.school().teacher());
        Page any = teacher.get("/documents/new");
        teacher.post(any, "/clerk/number", chosen(List.of(signed)));
        assertThat(desk.state(signed)).isEqualTo("SIGNED");
    }

    private static Map<String, List<String>> chosen(List<UUID> documents) {
        return Map.of("d", documents.stream().map(UUID::toString).toList());
    }
}
