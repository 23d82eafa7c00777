package vn.khue.sso.gate;

import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An answer of the token endpoint. The signatures are Keycloak's business and not checked here. */
record Tokens(JsonNode answer) {
    String access() {
        return answer.path("access_token").asString();
    }

    String refresh() {
        return answer.path("refresh_token").asString();
    }

    JsonNode accessClaims() {
        return claims(access());
    }

    JsonNode idClaims() {
        return claims(answer.path("id_token").asString());
    }

    private static JsonNode claims(String token) {
        return JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }
}
