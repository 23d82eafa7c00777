package vn.khue.signing.cardcheck;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page's own readers, in a real browser, judged by vectors of others: COSE, CWT, ECDSA on P-256, status lists, Base45. */
@ExtendWith(CheckRoom.class)
class ForeignVectorsTest {
    private static final String HEX =
            "const hex = text => Uint8Array.from(text.match(/../g) ?? [], each => parseInt(each, 16));"
                    + " const folder = document.querySelector('script[type=module]').src.replace(/main.js$/, '');"
                    + " const module = name => import(folder + name);";

    /** Messages by ES256, right and wrong; an untagged one, which cards may not be; other curves. */
    @Test
    void agreesOnCose(Page page) {
        Map<String, String> files = new LinkedHashMap<>();
        for (String folder : List.of("cose/sign1-tests", "cose/ecdsa-examples")) {
            files.putAll(read(folder, ".json"));
        }
        files.put("cose/CWT/A_3.json", text(vectors().resolve("cose/CWT/A_3.json")));
        Map<?, ?> verdicts = (Map<?, ?>) page.evaluate("async files => {" + HEX + """
                const {readSign1, signedBy} = await module('cose.js');
                const {keyOfJwk} = await module('es256.js');
                const base64 = text => btoa(String.fromCharCode(...hex(text))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
                const verdicts = {};
                for (const [name, text] of Object.entries(files)) {
                    const vector = JSON.parse(text);
                    const key = vector.input.sign0?.key;
                    if (!key || key.crv !== 'P-256') continue;
                    const jwk = {kty: 'EC', crv: 'P-256', x: key.x ?? base64(key.x_hex), y: key.y ?? base64(key.y_hex)};
                    let accepted;
                    try {
                        const message = readSign1(hex(vector.output.cbor), {sorted: false});
                        const algorithm = message.protectedHeader.get(1) ?? message.unprotectedHeader.get(1);
                        accepted = algorithm === -7
                            && await signedBy(await keyOfJwk(jwk), message, hex(vector.input.sign0.external ?? ''));
                    } catch (fault) {
                        accepted = fault.code ?? String(fault);
                    }
                    verdicts[name] = (vector.fail ? 'wrong ' : 'right ') + accepted;
                }
                return verdicts;
                }""", files);
        Map<String, String> unlike = new LinkedHashMap<>();
        verdicts.forEach((name, verdict) -> {
            if (!List.of("right true", "wrong false").contains(verdict)) {
                unlike.put(name.toString(), verdict.toString());
            }
        });
        assertThat(verdicts).hasSize(12);
        assertThat(unlike)
                .as("another tag, none, and a P-256 signature with SHA-512: no card has them")
                .isEqualTo(Map.of(
                        "cose/sign1-tests/sign-fail-01.json",
                        "wrong MALFORMED_COSE",
                        "cose/sign1-tests/sign-pass-03.json",
                        "right MALFORMED_COSE",
                        "cose/ecdsa-examples/ecdsa-sig-04.json",
                        "right false"));
    }

    /** Wycheproof: 262 signatures in the form that COSE has; each key also from its compressed form. */
    @Test
    void agreesOnSignatures(Page page) {
        String file = text(vectors().resolve("wycheproof/testvectors_v1/ecdsa_secp256r1_sha256_p1363_test.json"));
        Map<?, ?> answer = (Map<?, ?>) page.evaluate("async text => {" + HEX + """
                const {keyOfPoint, verifies} = await module('es256.js');
                const answer = {count: 0, unlike: []};
                for (const group of JSON.parse(text).testGroups) {
                    const point = hex(group.publicKey.uncompressed);
                    const keys = [await keyOfPoint(point.slice(1, 33), point.slice(33)),
                        await keyOfPoint(point.slice(1, 33), (point[64] & 1) === 1)];
                    for (const test of group.tests) {
                        answer.count++;
                        for (const key of keys) {
                            if (await verifies(key, hex(test.sig), hex(test.msg)) !== (test.result === 'valid')) {
                                answer.unlike.push(test.tcId + ' ' + test.comment);
                            }
                        }
                    }
                }
                return answer;
                }""", file);
        assertThat((List<?>) answer.get("unlike")).isEmpty();
        assertThat(answer.get("count")).isEqualTo(262);
    }

    /** The draft's own lists of 1, 2, 4 and 8 bits, in the place of each state, and its signed example taken apart. */
    @Test
    void agreesOnStatusLists(Page page) {
        Map<String, String> files = read("status-list/examples", "_cbor.md");
        files.put("cwt", text(vectors().resolve("status-list/examples/status_list_cwt.md")));
        Map<?, ?> answer = (Map<?, ?>) page.evaluate("async files => {" + HEX + """
                const {unpack, stateAt} = await module('status-list.js');
                const {decode} = await module('cbor.js');
                const {readSign1} = await module('cose.js');
                const bytes = text => hex(text.replace(/^byte_array.*$/m, '').replace('encoded:', '').replace(/\\s/g, ''));
                const answer = {};
                for (const [name, text] of Object.entries(files)) {
                    const short = name.replace(/.*status_list_|\\.md/g, '');
                    if (name === 'cwt') {
                        const claims = decode(readSign1(bytes(text), {sorted: false}).payload, {sorted: false});
                        const list = await unpack(claims.get(65533));
                        answer.cwt = claims.get(2) + ' ' + claims.get(65534) + ' ' + list.bits + ' ' + list.states;
                        continue;
                    }
                    const list = await unpack(decode(bytes(text), {sorted: false}));
                    const set = [];
                    const size = list.states.length * 8 / list.bits;
                    for (let i = 0; i < size; i++) if (stateAt(list, i)) set.push(i + ':' + stateAt(list, i));
                    answer[short] = list.bits + ' bits, ' + size + ', ' + set.length + (set.length < 20 ? ' ' + set.join(' ') : '');
                }
                return answer;
                }""", files);
        assertThat(answer).hasSize(7);
        // As the draft prints them: c9 44 f9 in two bits, b9 a3 in one.
        assertThat(answer.get("encoding2_cbor")).isEqualTo("2 bits, 12, 9 0:1 1:2 3:3 5:1 7:1 8:1 9:2 10:3 11:3");
        assertThat(answer.get("encoding_cbor")).isEqualTo("1 bits, 16, 9 0:1 3:1 4:1 5:1 7:1 8:1 9:1 13:1 15:1");
        assertThat(answer.get("encoding1_long_cbor").toString()).startsWith("1 bits, 1048576, 11 0:1 1993:1 ");
        assertThat(answer.get("encoding2_long_cbor").toString()).startsWith("2 bits, 1048576, 11 0:1 1993:2 ");
        assertThat(answer.get("encoding4_cbor").toString()).startsWith("4 bits, 1048576, 15 0:1 1993:2 ");
        assertThat(answer.get("encoding8_cbor").toString()).startsWith("8 bits, 1048576, 255");
        assertThat(answer.get("cwt")).isEqualTo("https://example.com/statuslists/1 43200 1 185,163");
    }

    /** The examples of RFC 9285. */
    @Test
    void agreesOnBase45(Page page) {
        Object texts = page.evaluate(
                "async texts => {" + HEX + """
                const {bytesOfBase45} = await module('base45.js');
                return texts.map(text => {
                    try {
                        return new TextDecoder().decode(bytesOfBase45(text));
                    } catch (fault) {
                        return fault.code;
                    }
                });
                }""",
                List.of("BB8", "%69 VD92EX0", "UJCLQE7W581", "QED8WEX0", "GGW", ":::", "A"));
        assertThat(texts)
                .isEqualTo(List.of(
                        "AB", "Hello!!", "base-45", "ietf!", "MALFORMED_TEXT", "MALFORMED_TEXT", "MALFORMED_TEXT"));
    }

    private static Map<String, String> read(String folder, String end) {
        Map<String, String> files = new LinkedHashMap<>();
        try (Stream<Path> all = Files.list(vectors().resolve(folder))) {
            all.filter(file -> file.toString().endsWith(end))
                    .sorted()
                    .forEach(file -> files.put(folder + "/" + file.getFileName(), text(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static Path vectors() {
        Path folder = Optional.ofNullable(System.getenv("KHUE_VECTORS"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("khue.root")).resolve("../shared/vectors"))
                .normalize();
        Assumptions.assumeTrue(Files.isDirectory(folder), "no test data at " + folder + "; set KHUE_VECTORS");
        return folder;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
