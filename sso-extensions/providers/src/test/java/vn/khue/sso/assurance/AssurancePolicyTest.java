package vn.khue.sso.assurance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.directory.Position;
import vn.khue.directory.Role;
import vn.khue.sso.server.PolicyNumbers;
import vn.khue.sso.server.ProviderException;

class AssurancePolicyTest {
    @Test
    void everyRoleButPupilsAndParentsHasARank() {
        AssurancePolicy policy = AssurancePolicy.read(Optional.empty(), Optional.empty());

        assertThat(EnumSet.allOf(Role.class).stream()
                        .filter(role -> policy.rank(Set.of(role.name())) == Rank.OTHERS)
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Role.HOC_SINH, Role.PHU_HUYNH);
    }

    @Test
    void theHighestOfAllRolesCounts() {
        AssurancePolicy policy = AssurancePolicy.read(Optional.empty(), Optional.empty());

        assertThat(policy.rank(Set.of("PHU_HUYNH", Position.GIAO_VIEN.name(), "AN_NINH")))
                .isEqualTo(Rank.ALWAYS);
        assertThat(policy.rank(Set.of("PHU_HUYNH", "GIAO_VIEN"))).isEqualTo(Rank.OUTSIDE);
        assertThat(policy.rank(Set.of())).isEqualTo(Rank.OTHERS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "two-factors-always=GIAM_DOC",
                "office-networks=10.0.0.0/7",
                "office-networks=nhà",
                "shortest.always=7",
                "former.always=25",
                "change-days.always=-1"
            })
    void aLineOutOfItsRangeIsRefusedByName(String line) throws IOException {
        var properties = new Properties();
        try (InputStream numbers = AssurancePolicy.class.getResourceAsStream("policy.properties")) {
            properties.load(numbers);
        }
        String[] pair = line.split("=", 2);
        properties.setProperty(pair[0], pair[1]);

        assertThatThrownBy(() -> AssurancePolicy.of(new PolicyNumbers(properties, "assurance"), Optional.empty()))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining(pair[0]);
    }
}
