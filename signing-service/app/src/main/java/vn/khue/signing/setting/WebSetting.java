package vn.khue.signing.setting;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import vn.khue.pki.trust.AnchorFile;
import vn.khue.signing.authorisation.SigningPolicy;
import vn.khue.signing.refusal.SigningProblems;
import vn.khue.signing.rights.ActingPeople;
import vn.khue.signing.rights.ActingPersonArgument;
import vn.khue.web.login.SignedInPersons;
import vn.khue.web.problem.ProblemRules;
import vn.khue.web.problem.RefusalListener;
import vn.khue.web.security.ApiPaths;
import vn.khue.web.security.BodyLimit;
import vn.khue.web.security.OpenServices;
import vn.khue.web.security.PublicPaths;
import vn.khue.web.security.TextFirewall;

/** Which paths are open to whom, and how large a body each takes. */
@Configuration(proxyBeanMethods = false)
class WebSetting {
    private static final long FORM_PARTS = 64 * 1024;
    private static final long PKI_REQUEST = 64 * 1024;

    @Bean
    PublicPaths publicPaths() {
        return PublicPaths.of("/verify", "/verify/reports/*", "/d/**");
    }

    @Bean
    OpenServices openServices() {
        return OpenServices.of(
                "/pki/**", "/ocsp", "/ocsp/**", "/tsa", "/api/validations", "/.well-known/est/**", "/cards/**");
    }

    /** The audit service, with the token of the officer who answers an alert there. */
    @Bean
    ApiPaths responsePaths() {
        return new ApiPaths(List.of("/api/response/**"), "khue-signing", "khue_response");
    }

    @Bean
    BodyLimit documentLimit(SigningPolicy policy) {
        return new BodyLimit("/documents", policy.largestFile() + FORM_PARTS);
    }

    @Bean
    BodyLimit verifyLimit(SigningPolicy policy) {
        return new BodyLimit("/verify", policy.largestFile() + FORM_PARTS);
    }

    @Bean
    BodyLimit validationLimit(SigningPolicy policy) {
        return new BodyLimit("/api/validations", policy.largestFile() + FORM_PARTS);
    }

    @Bean
    BodyLimit imageLimit() {
        return new BodyLimit("/images/*", (2 << 20) + FORM_PARTS);
    }

    @Bean
    BodyLimit anchorLimit() {
        return new BodyLimit("/trust/files", AnchorFile.MAX_BYTES + FORM_PARTS);
    }

    @Bean
    BodyLimit ocspLimit() {
        return new BodyLimit("/ocsp", PKI_REQUEST);
    }

    @Bean
    BodyLimit tsaLimit() {
        return new BodyLimit("/tsa", PKI_REQUEST);
    }

    @Bean
    ProblemRules signingProblems() {
        return new SigningProblems();
    }

    @Bean
    WebMvcConfigurer actingPersons(SignedInPersons persons, ActingPeople people, RefusalListener refusals) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new ActingPersonArgument(persons, people, refusals));
            }
        };
    }

    /** RFC 5019 puts Base64 into the path of an OCSP GET, where {@code /} comes as {@code %2F}. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> encodedSolidus() {
        return factory -> factory.addConnectorCustomizers(
                connector -> connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue()));
    }

    /** Strict everywhere, but for the path of an OCSP GET: there Base64 may hold what a strict reader takes for tricks. */
    @Bean
    HttpFirewall firewall() {
        StrictHttpFirewall strict = TextFirewall.strict();
        StrictHttpFirewall ocsp = TextFirewall.strict();
        ocsp.setAllowUrlEncodedSlash(true);
        ocsp.setAllowUrlEncodedDoubleSlash(true);
        ocsp.setAllowUrlEncodedPercent(true);
        return new HttpFirewall() {
            @Override
            public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
                boolean get = "GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod());
                boolean base64 = get && request.getRequestURI().startsWith("/ocsp/");
                return (base64 ? ocsp : strict).getFirewalledRequest(request);
            }

            @Override
            public HttpServletResponse getFirewalledResponse(HttpServletResponse response) {
                return strict.getFirewalledResponse(response);
            }
        };
    }
}
