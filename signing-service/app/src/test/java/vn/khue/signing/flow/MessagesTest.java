package vn.khue.signing.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Properties;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import vn.khue.pki.pkcs10.Pkcs10Rule;
import vn.khue.signing.acme.AcmeError;
import vn.khue.signing.document.DocumentKind;
import vn.khue.signing.document.DocumentState;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.trust.AnchorObstacle;
import vn.khue.signing.trust.RemovalCause;

/** Both languages say everything there is to say, and every refusal has its words. */
class MessagesTest {
    @Test
    void bothBundlesAreComplete() throws IOException {
        Properties vietnamese = read("/messages.properties");
        Properties english = read("/messages_en.properties");
        assertThat(new TreeSet<>(english.stringPropertyNames()))
                .isEqualTo(new TreeSet<>(vietnamese.stringPropertyNames()));
        assertThat(vietnamese.values()).allSatisfy(text -> {
            assertThat(text.toString()).isNotBlank();
            assertThat(Normalizer.isNormalized(text.toString(), Normalizer.Form.NFC))
                    .isTrue();
        });
        assertThat(vietnamese.stringPropertyNames())
                .containsAll(Arrays.stream(Refusal.values())
                        .flatMap(refusal -> Arrays.stream(new String[] {".title", ".detail"})
                                .map(part -> "problem." + refusal.kind().code() + part))
                        .toList())
                .containsAll(Arrays.stream(Pkcs10Rule.values())
                        .map(rule -> "csr.rule." + rule)
                        .toList())
                .containsAll(Arrays.stream(AcmeError.values())
                        .map(error -> "acme.error." + error)
                        .toList())
                .containsAll(Arrays.stream(AnchorObstacle.values())
                        .map(obstacle -> "anchor.obstacle." + obstacle)
                        .toList())
                .containsAll(Arrays.stream(RemovalCause.values())
                        .map(cause -> "anchor.cause." + cause)
                        .toList())
                .containsAll(Arrays.stream(DocumentState.values())
                        .map(state -> "state." + state)
                        .toList());
    }

    @Test
    void everyKindOfDocumentHasAName() throws IOException {
        assertThat(read("/khue/web-messages.properties").stringPropertyNames())
                .containsAll(Arrays.stream(DocumentKind.values())
                        .map(kind -> "khue.document." + kind.name())
                        .toList());
    }

    private static Properties read(String name) throws IOException {
        Properties properties = new Properties();
        try (Reader in = new InputStreamReader(MessagesTest.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
            properties.load(in);
        }
        return properties;
    }
}
