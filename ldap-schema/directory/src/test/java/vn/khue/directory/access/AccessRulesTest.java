package vn.khue.directory.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.directory.schema.SchemaFiles;
import vn.khue.directory.schema.SchemaInMemory;

/** That the rules mean to us what they mean to slapd is told by the matrix; here is what must stop the start. */
class AccessRulesTest {

    private final AccessText text = new AccessText(SchemaInMemory.load(new SchemaFiles()));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "by * read",
                "to dn.regex=\"^ou=.*\" by * none",
                "to dn.children=\"ou=people,dc=x\" by group=\"cn=a,dc=x\" read",
                "to dn.children=\"ou=people,dc=x\" by * manage",
                "to dn.children=\"ou=people,dc=x\" by * read break",
                "to dn.children=\"ou=people,dc=x\" by * =q",
                "to dn.children=\"ou=people,dc=x\" by self",
                "to dn.children=\"ou=people,dc=x\" set=\"this\" by * none",
                "to attrs=@khueNothing by * none",
                "to dn.children=\"no dn\" by * none",
                "to filter=\"(((\" by * none"
            })
    void whatIsNotUnderstoodIsRefused(String line) {
        assertThatThrownBy(() -> text.read(line)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void clausesAreReadInTheirOrder() {
        AccessRule rule = text.read("to dn.subtree=\"ou=units,dc=x\" attrs=entry,@khueUnitEntry"
                + "  by dn.exact=\"cn=a,dc=x\" =wsc by anonymous auth by * none");
        assertThat(rule.names("khueDatedName")).isTrue();
        assertThat(rule.names("KHUEDATEDNAME")).isTrue();
        assertThat(rule.names("description")).isFalse();
        assertThat(rule.grantsTo(Optional.of("cn=a,dc=x")))
                .containsExactlyInAnyOrder(Privilege.ADD, Privilege.REMOVE, Privilege.SEARCH, Privilege.COMPARE);
        assertThat(rule.grantsTo(Optional.empty())).contains(Privilege.AUTH);
        assertThat(rule.grantsTo(Optional.of("cn=b,dc=x"))).isEqualTo(Set.of());
        assertThat(rule.target().names("khueunitid=u,ou=units,dc=x")).isTrue();
        assertThat(rule.target().names("khueunitid=u,xou=units,dc=x")).isFalse();
    }
}
