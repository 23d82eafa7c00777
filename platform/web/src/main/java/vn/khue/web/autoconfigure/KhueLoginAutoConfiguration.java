package vn.khue.web.autoconfigure;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.client.RestClient;
import vn.khue.web.WebProperties;
import vn.khue.web.credential.SignInSecurityController;
import vn.khue.web.language.PageLanguage;
import vn.khue.web.login.FreshLogin;
import vn.khue.web.login.Gate;
import vn.khue.web.login.GateClient;
import vn.khue.web.login.GateTokens;
import vn.khue.web.login.Renewals;
import vn.khue.web.login.SecretFile;
import vn.khue.web.login.SignedInPersons;
import vn.khue.web.problem.ProblemAnswers;
import vn.khue.web.problem.RefusalListener;
import vn.khue.web.security.ApiPaths;
import vn.khue.web.security.FilterChains;
import vn.khue.web.security.LocalServices;
import vn.khue.web.security.OpenServices;
import vn.khue.web.security.PersonTokens;
import vn.khue.web.security.PublicPaths;
import vn.khue.web.security.TextFirewall;

/** One login, and the four kinds of path. */
@AutoConfiguration(
        after = KhueWebAutoConfiguration.class,
        beforeName = {
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
            "org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientAutoConfiguration",
            "org.springframework.boot.security.oauth2.client.autoconfigure.servlet.OAuth2ClientWebSecurityAutoConfiguration"
        })
@EnableWebSecurity
public class KhueLoginAutoConfiguration {

    @Bean
    Gate gate(WebProperties properties) {
        return new Gate(properties.issuer());
    }

    @Bean
    GateClient gateClient(Gate gate, WebProperties properties) {
        return new GateClient(
                gate,
                properties.clientId(),
                new SecretFile(properties.clientSecret()),
                KhueWebAutoConfiguration.publicUrl(properties));
    }

    @Bean
    GateTokens gateTokens(Gate gate, Clock clock) {
        return new GateTokens(gate, clock);
    }

    @Bean
    FreshLogin freshLogin() {
        return new FreshLogin();
    }

    @Bean
    PersonTokens personTokens() {
        return new PersonTokens();
    }

    @Bean
    OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> codeExchange() {
        RestClientAuthorizationCodeTokenResponseClient client = new RestClientAuthorizationCodeTokenResponseClient();
        client.setRestClient(atTheGate());
        return client;
    }

    @Bean
    Renewals renewals(GateClient client, GateTokens tokens) {
        RestClientRefreshTokenTokenResponseClient gate = new RestClientRefreshTokenTokenResponseClient();
        gate.setRestClient(atTheGate());
        return new Renewals(client, tokens, gate);
    }

    private static RestClient atTheGate() {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build());
        requests.setReadTimeout(Duration.ofSeconds(10));
        return RestClient.builder()
                .requestFactory(requests)
                .configureMessageConverters(converters -> converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build();
    }

    @Bean
    @ConditionalOnMissingBean(HttpFirewall.class)
    HttpFirewall textFirewall() {
        return TextFirewall.strict();
    }

    /** What the firewall refuses is told in our words too, also where no controller was reached. */
    @Bean
    RequestRejectedHandler rejections(ProblemAnswers answers) {
        return (request, response, failure) -> answers.send(failure, request, response);
    }

    @Bean
    SignInSecurityController signInSecurityController(GateClient client, WebProperties properties) {
        return new SignInSecurityController(client, KhueWebAutoConfiguration.publicUrl(properties));
    }

    @Bean
    FilterChains filterChains(
            Gate gate,
            GateClient client,
            GateTokens tokens,
            SignedInPersons persons,
            ProblemAnswers answers,
            Renewals renewals,
            Clock clock,
            WebProperties properties,
            ObjectProvider<RefusalListener> refusals) {
        return new FilterChains(
                gate,
                client,
                tokens,
                persons,
                answers,
                renewals,
                clock,
                (kind, reason, request) -> refusals.ifAvailable(each -> each.refused(kind, reason, request)),
                properties.keepAccessToken());
    }

    @Bean
    @Order(10)
    SecurityFilterChain operationsChain(FilterChains chains, HttpSecurity http, ObjectProvider<LocalServices> local) {
        return chains.operations(http, local.stream().toList());
    }

    @Bean
    @Order(20)
    SecurityFilterChain openChain(FilterChains chains, HttpSecurity http, ObjectProvider<OpenServices> services) {
        return chains.open(http, services.stream().toList());
    }

    @Bean
    @Order(30)
    SecurityFilterChain programsChain(FilterChains chains, HttpSecurity http, ObjectProvider<ApiPaths> apis) {
        return chains.programs(http, apis.stream().toList());
    }

    @Bean
    @Order(100)
    SecurityFilterChain pagesChain(
            FilterChains chains,
            HttpSecurity http,
            WebProperties properties,
            ObjectProvider<PublicPaths> publicPaths,
            PageLanguage language,
            OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> codes) {
        return chains.pages(
                http, publicPaths.stream().toList(), KhueWebAutoConfiguration.publicUrl(properties), language, codes);
    }
}
