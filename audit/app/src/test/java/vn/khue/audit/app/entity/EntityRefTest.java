package vn.khue.audit.app.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class EntityRefTest {

    private static final String PERSON = "11111111-1111-4111-8111-111111111111";

    @Test
    void fieldsOfAnAlertNameThingsThatHavePages() {
        assertThat(EntityRef.of(new TreeMap<>(Map.of(
                        "actor.user.uid", PERSON,
                        "src_endpoint.ip", "2001:db8::1",
                        "metadata.product.name", "sso"))))
                .isEqualTo(
                        List.of(new EntityRef(EntityKind.PERSON, PERSON), new EntityRef(EntityKind.IP, "2001:db8::1")));
        assertThat(EntityRef.of("account", "ai.do")).isEmpty();
        assertThat(EntityRef.of("src_endpoint.ip", "2001:db8::1").orElseThrow().address())
                .isEqualTo("/entities/ip?id=2001%3Adb8%3A%3A1");
    }

    @Test
    void nobodyIsOfferedThemselves() {
        TreeMap<String, String> group = new TreeMap<>(Map.of("actor.user.uid", PERSON));
        assertThat(EntityRef.person(group, UUID.fromString(PERSON))).isEmpty();
        assertThat(EntityRef.person(group, UUID.randomUUID())).contains(new EntityRef(EntityKind.PERSON, PERSON));
    }

    @Test
    void aSchoolsIdIsWrittenInAnyLetters() {
        assertThat(EntityRef.parse("school", "thcs-cây-đa.2")).isPresent();
        assertThat(EntityRef.parse("school", "a b")).isEmpty();
        assertThat(EntityRef.parse("PERSON", PERSON)).isEmpty();
        assertThat(EntityRef.parse("person", null)).isEmpty();
    }
}
