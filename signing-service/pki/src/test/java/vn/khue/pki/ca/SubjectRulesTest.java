package vn.khue.pki.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectRulesTest {
    private final SubjectRules rules = SubjectRules.shipped();

    @Test
    void whatKhueMakesIsDescribed() {
        assertThat(rules.objectionTo(
                        "PERSON",
                        Subject.person("Lê Văn Tám", UUID.randomUUID(), "Trường", "th-1")
                                .name()))
                .isEmpty();
        assertThat(rules.objectionTo("UNIT", Subject.unit("Trường", "th-1").name()))
                .isEmpty();
        assertThat(rules.objectionTo(
                        "SERVICE", Subject.service("VN", "Khuê", "giờ").name()))
                .isEmpty();
        assertThat(rules.objectionTo(
                        "AUTHORITY", Subject.authority("VN", "Khuê", "CA").name()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "C=VN, O=Truong",
                "O=Truong, C=VN, 2.5.4.97=KH:VN-th-1, CN=Tam, serialNumber=1",
                "C=VN, O=Truong, 2.5.4.97=KH:VN-th-1, CN=Tam, serialNumber=1, emailAddress=a@b.vn",
                "C=VN, O=Truong, 2.5.4.97=KH:VN-th-1, CN=Tam, CN=Hoa, serialNumber=1",
                "C=VN, O=Truong, 2.5.4.97=KH:VN-th-1, CN=Tam+serialNumber=1",
                "C=VN, O=Truong, 2.5.4.97=KH:VN-th-1, CN=Tam, 0.9.2342.19200300.100.1.1=CCCD"
            })
    void whatNoRuleDescribesIsRefused(String name) {
        assertThat(rules.objectionTo("PERSON", new X500Name(name))).isPresent();
    }

    @Test
    void aKindWithoutARuleAndTwoRulesForOneKindAreRefused() {
        assertThat(rules.objectionTo("ROBOT", new X500Name("C=VN, O=Khue, CN=x")))
                .isPresent();
        SubjectRules.Rule rule = rules.of("UNIT").orElseThrow();
        assertThatThrownBy(() -> new SubjectRules(List.of(rule, rule))).isInstanceOf(IllegalArgumentException.class);
    }
}
