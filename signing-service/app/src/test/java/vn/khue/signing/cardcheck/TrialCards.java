package vn.khue.signing.cardcheck;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.DeflaterOutputStream;
import tools.jackson.databind.json.JsonMapper;

/** A card office of a test: cards right and wrong, their status lists, the list of who signs. Times in seconds around {@code now}. */
final class TrialCards {
    static final String NAME = "Nguyễn Thị Ánh Tuyết";
    static final String SCHOOL = "THCS Nguyễn Du";
    static final int REVOKED_PLACE = 11;
    static final int SUSPENDED_PLACE = 12;
    static final int REPLACED_PLACE = 13;
    static final int STALE_SHARD = 1;
    static final int LOST_SHARD = 2;
    static final int BROKEN_SHARD = 3;

    private static final int YEAR = 365 * 86_400;
    private static final int[] DIGITS = {0, 3, 5, 8, 10, 13, 15, 17};
    private static final String BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

    final TrialKey trustKey = TrialKey.make();
    final TrialKey signer = TrialKey.make();
    final TrialKey pastSigner = TrialKey.make();
    final TrialKey stranger = TrialKey.make();
    final TrialKey statusKey = TrialKey.make();
    final TrialKey phone = TrialKey.make();
    final String base;
    final long now;

    TrialCards(String base, long now) {
        this.base = base;
        this.now = now;
    }

    /** A card as it is, with claims changed. */
    byte[] card(Consumer<Map<Object, Object>> change) {
        return card(signer, change);
    }

    byte[] card(TrialKey key, Consumer<Map<Object, Object>> change) {
        return sign(key, Map.of(1, -7, 4, key.kid()), Cbor.of(claims(change)));
    }

    private Map<Object, Object> claims(Consumer<Map<Object, Object>> change) {
        Map<Object, Object> claims = new LinkedHashMap<>();
        claims.put(1, "the.khue.test");
        claims.put(4, now + 3 * YEAR);
        claims.put(6, now - 86_400);
        claims.put(7, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        claims.put(65535, place(0, 10));
        claims.put(169, Map.of(4, NAME));
        claims.put(-65537, SCHOOL);
        claims.put(-65538, "HOC_SINH");
        claims.put(-65539, new byte[16]);
        change.accept(claims);
        return claims;
    }

    Map<String, Object> place(int shard, int index) {
        return Map.of("status_list", Map.of("idx", index, "uri", base + "/cards/status/" + shard));
    }

    /** COSE_Sign1 with its tag. */
    static byte[] sign(TrialKey key, Map<?, ?> header, byte[] payload) {
        byte[] protectedHeader = Cbor.of(header);
        byte[] signature = key.sign(Cbor.of(List.of("Signature1", protectedHeader, new byte[0], payload)));
        return Cbor.of(new Cbor.Tagged(18, List.of(protectedHeader, Map.of(), payload, signature)));
    }

    /** What the phone of this card shows at this moment. */
    byte[] shown(byte[] card, TrialKey by, long at) {
        return sign(by, Map.of(1, -7), Cbor.of(List.of(card, at / 15)));
    }

    byte[] phoneCard() {
        return card(claims -> claims.put(8, Map.of(1, Map.of(1, 2, -1, 1, -2, phone.x(), -3, phone.y()))));
    }

    String text(byte[] card) {
        return base + "/v#" + digits(card);
    }

    static String digits(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < bytes.length; at += 7) {
            byte[] group = Arrays.copyOfRange(bytes, at, Math.min(at + 7, bytes.length));
            String number = new BigInteger(1, group).toString();
            text.append("0".repeat(DIGITS[group.length] - number.length())).append(number);
        }
        return text.toString();
    }

    static String base45(byte[] bytes) {
        StringBuilder text = new StringBuilder("TH1:");
        for (int at = 0; at < bytes.length; at += 2) {
            boolean pair = at + 1 < bytes.length;
            int n = pair ? (bytes[at] & 255) << 8 | bytes[at + 1] & 255 : bytes[at] & 255;
            for (int i = pair ? 3 : 2; i > 0; i--) {
                text.append(BASE45.charAt(n % 45));
                n /= 45;
            }
        }
        return text.toString();
    }

    /** The list of who signs, as a JWS. */
    String trustList() {
        return trustList(trustKey, now - 60, now + 7 * 86_400);
    }

    String trustList(TrialKey key, long from, long until) {
        Map<String, Object> list = Map.of(
                "iss",
                "the.khue.test",
                "iat",
                from,
                "exp",
                until,
                "base",
                List.of(base),
                "signers",
                List.of(
                        signer(signer, now - 30 * 86_400, now + 30 * 86_400),
                        signer(pastSigner, now - 300 * 86_400, now - 270 * 86_400)),
                "statusKeys",
                List.of(Map.of("kid", statusKey.name(), "key", statusKey.jwk())));
        String head = part(Map.of("alg", "ES256", "typ", "khue-cards+jwt")) + "." + part(list);
        byte[] signature = key.sign(head.getBytes(StandardCharsets.US_ASCII));
        return head + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    private Map<String, Object> signer(TrialKey key, long from, long to) {
        return Map.of(
                "kid",
                key.name(),
                "key",
                key.jwk(),
                "from",
                from,
                "to",
                to,
                "until",
                now + 6L * YEAR,
                "district",
                "khue");
    }

    private static String part(Object json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(new JsonMapper().writeValueAsBytes(json));
    }

    /** The status list of a shard as this office publishes it; what is lost is empty. */
    byte[] status(int shard) {
        return switch (shard) {
            case 0 -> status(0, now - 60, statusKey);
            case STALE_SHARD -> status(STALE_SHARD, now - 100 * 3600, statusKey);
            case BROKEN_SHARD -> status(BROKEN_SHARD, now - 60, stranger);
            default -> new byte[0];
        };
    }

    byte[] status(int shard, long issued, TrialKey key) {
        byte[] states = new byte[64];
        set(states, REVOKED_PLACE, 1);
        set(states, SUSPENDED_PLACE, 2);
        set(states, REPLACED_PLACE, 3);
        Map<Object, Object> claims = new LinkedHashMap<>();
        claims.put(2, base + "/cards/status/" + shard);
        claims.put(6, issued);
        claims.put(4, issued + 7 * 86_400);
        claims.put(65534, 300);
        claims.put(65533, Map.of("bits", 2, "lst", deflate(states)));
        return sign(key, Map.of(1, -7, 4, statusKey.kid(), 16, "application/statuslist+cwt"), Cbor.of(claims));
    }

    private static void set(byte[] states, int place, int state) {
        states[place / 4] |= (byte) (state << place % 4 * 2);
    }

    private static byte[] deflate(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream zip = new DeflaterOutputStream(out)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** One text for each verdict that hangs on the text alone, by the verdict; several where it has several causes. */
    Map<String, List<String>> samples() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        byte[] right = card(claims -> {});
        byte[] payload = Cbor.of(claims(claims -> {}));
        all.put(
                "VALID",
                List.of(
                        text(right),
                        base45(right),
                        "  " + text(right) + "\n",
                        text(shown(phoneCard(), phone, now)),
                        text(shown(
                                card(claims -> claims.put(
                                        8,
                                        Map.of(1, Map.of(1, 2, -1, 1, -2, phone.x(), -3, (phone.y()[31] & 1) == 1)))),
                                phone,
                                now - 30)),
                        text(card(claims -> claims.remove(-65539)))));
        all.put("NOT_A_CARD", List.of("", "https://example.org", "12345", base + "/v", "Xin chào", base + "/V#1"));
        all.put("LOGIN_BADGE", List.of("KHUE1:ABCDEF234567"));
        all.put("EU_CERTIFICATE", List.of("HC1:6BF+70790T9WJWG"));
        all.put(
                "WRONG_BASE",
                List.of(
                        "https://the.edu.vn.example/v#" + digits(right),
                        base + "@example.org/v#" + digits(right),
                        base + "1/v#" + digits(right)));
        all.put("OVERSIZE", List.of(base + "/v#" + "1".repeat(5000), "TH1:" + "0".repeat(5000), text(new byte[600])));
        all.put(
                "MALFORMED_TEXT",
                List.of(
                        base + "/v#",
                        text(right) + "1",
                        text(right) + "x",
                        base + "/v#" + "9".repeat(17),
                        "TH1:abc",
                        "TH1:ZZZ",
                        base + "/v#%20",
                        "TH1:A"));
        byte[] longer = Arrays.copyOf(right, right.length + 1);
        List<String> cbor = new ArrayList<>(List.of(
                text(longer), text(Arrays.copyOf(right, right.length - 1)), text(new byte[] {(byte) 0xd2, (byte) 0x9f
                })));
        // Longer than needed, twice the same key, out of order, floating point, too deep, not UTF-8.
        for (byte[] odd : List.of(
                new byte[] {0x18, 1},
                new byte[] {(byte) 0xa2, 1, 1, 1, 1},
                new byte[] {(byte) 0xa2, 2, 1, 1, 1},
                new byte[] {(byte) 0xf9, 0, 0},
                new byte[] {
                    (byte) 0x81,
                    (byte) 0x81,
                    (byte) 0x81,
                    (byte) 0x81,
                    (byte) 0x81,
                    (byte) 0x81,
                    (byte) 0x81,
                    (byte) 0x81,
                    (byte) 0x81,
                    (byte) 0x81,
                    1
                },
                new byte[] {0x61, (byte) 0xff},
                new byte[] {(byte) 0x9b, -1, -1, -1, -1, -1, -1, -1, -1})) {
            cbor.add(text(odd));
        }
        all.put("MALFORMED_CBOR", cbor);
        all.put(
                "MALFORMED_COSE",
                List.of(
                        text(Cbor.of(List.of(1, 2))),
                        text(Cbor.of(List.of(Cbor.of(Map.of(1, -7)), Map.of(), payload, new byte[64]))),
                        text(Cbor.of(new Cbor.Tagged(17, List.of(new byte[0], Map.of(), payload, new byte[64])))),
                        text(Cbor.of(new Cbor.Tagged(18, List.of(new byte[0], Map.of(), payload, new byte[64])))),
                        text(sign(signer, Map.of(1, -7), payload)),
                        text(sign(signer, Map.of(1, -7, 2, List.of(4), 4, signer.kid()), payload)),
                        text(sign(signer, Map.of(1, -7, 4, new byte[4]), payload)),
                        text(sign(phone, Map.of(1, -7), Cbor.of(List.of(phoneCard()))))));
        all.put(
                "UNSUPPORTED_ALGORITHM",
                List.of(
                        text(sign(signer, Map.of(1, -8, 4, signer.kid()), payload)),
                        text(sign(signer, Map.of(1, "ES256", 4, signer.kid()), payload)),
                        text(sign(signer, Map.of(4, signer.kid()), payload)),
                        text(sign(phone, Map.of(1, -35), Cbor.of(List.of(phoneCard(), now / 15))))));
        all.put("UNKNOWN_SIGNER", List.of(text(card(stranger, claims -> {}))));
        all.put(
                "OUTSIDE_SIGNER_WINDOW",
                List.of(
                        text(card(pastSigner, claims -> {})),
                        text(card(claims -> claims.put(6, now - 31 * 86_400))),
                        text(card(claims -> claims.put(4, now + 7L * YEAR)))));
        all.put(
                "FORGED",
                List.of(
                        text(sign(stranger, Map.of(1, -7, 4, signer.kid()), payload)),
                        text(Cbor.of(new Cbor.Tagged(
                                18,
                                List.of(Cbor.of(Map.of(1, -7, 4, signer.kid())), Map.of(), payload, new byte[64])))),
                        text(Cbor.of(new Cbor.Tagged(
                                18,
                                List.of(Cbor.of(Map.of(1, -7, 4, signer.kid())), Map.of(), payload, new byte[0]))))));
        List<String> claims = new ArrayList<>();
        for (Object each : List.of(1, 4, 7, 65535, 169, -65537, -65538)) {
            claims.add(text(card(map -> map.remove(each))));
        }
        claims.add(text(card(map -> map.put(169, Map.of(4, "Nguyê\u0303n")))));
        claims.add(text(card(map -> map.put(169, Map.of(4, "An\u202enA")))));
        claims.add(text(card(map -> map.put(7, new byte[7]))));
        claims.add(text(card(map -> map.put(4, "2030"))));
        claims.add(text(card(map -> map.put(65535, Map.of("status_list", Map.of("idx", -1, "uri", "x"))))));
        claims.add(text(card(map -> map.put(8, Map.of(1, Map.of(1, 2, -1, 2, -2, phone.x(), -3, phone.y()))))));
        claims.add(text(sign(signer, Map.of(1, -7, 4, signer.kid()), Cbor.of("thẻ"))));
        claims.add(text(sign(signer, Map.of(1, -7, 4, signer.kid()), new byte[] {(byte) 0xa2, 4, 1, 1, 1})));
        claims.add(text(card(map -> map.put(8, Map.of(1, Map.of(1, 2, -1, 1, -2, phone.x(), -3, new byte[32]))))));
        claims.add(text(card(map -> map.put(-65537, "T".repeat(65)))));
        all.put("MALFORMED_CLAIMS", claims);
        all.put("NOT_YET_VALID", List.of(text(card(map -> map.put(6, now + 86_400)))));
        all.put("EXPIRED", List.of(text(card(map -> map.put(4, now))), text(card(map -> map.put(4, now - 3600)))));
        all.put(
                "NO_STATUS_LIST",
                List.of(
                        text(card(map -> map.put(65535, place(LOST_SHARD, 1)))),
                        text(card(map -> map.put(
                                65535,
                                Map.of(
                                        "status_list",
                                        Map.of("idx", 1, "uri", "https://example.org/cards/status/0")))))));
        all.put("STATUS_LIST_INVALID", List.of(text(card(map -> map.put(65535, place(BROKEN_SHARD, 1))))));
        all.put("STATUS_LIST_STALE", List.of(text(card(map -> map.put(65535, place(STALE_SHARD, 1))))));
        all.put(
                "STATUS_OUT_OF_RANGE",
                List.of(
                        text(card(map -> map.put(65535, place(0, 256)))),
                        text(card(map -> map.put(65535, place(0, 1 << 30))))));
        all.put("REVOKED", List.of(text(card(map -> map.put(65535, place(0, REVOKED_PLACE))))));
        all.put("SUSPENDED", List.of(text(card(map -> map.put(65535, place(0, SUSPENDED_PLACE))))));
        all.put("REPLACED", List.of(text(card(map -> map.put(65535, place(0, REPLACED_PLACE))))));
        // Another phone, none at all, a proof about a card that is printed.
        all.put(
                "DEVICE_PROOF_FORGED",
                List.of(text(shown(phoneCard(), stranger, now)), text(phoneCard()), text(shown(right, phone, now))));
        all.put(
                "DEVICE_PROOF_OLD",
                List.of(text(shown(phoneCard(), phone, now + 360)), text(shown(phoneCard(), phone, now - 360))));
        return all;
    }
}
