package vn.khue.signing.card;

import java.net.URI;

/**
 * Addresses on and behind cards.
 *
 * @param base at which texts of cards and addresses of lists begin, without a slash at its end
 */
public record CardAddresses(String base) {
    /** As outsiders reach the service. */
    public static CardAddresses of(URI url) {
        String text = url.toString();
        return new CardAddresses(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    }

    /** Host of the issuer, as cards name it. */
    public String issuer() {
        return URI.create(base).getHost();
    }

    /** Of a status list. */
    public String status(int shard) {
        return base + "/cards/status/" + shard;
    }
}
