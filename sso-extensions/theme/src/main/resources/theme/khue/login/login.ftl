<#import "template.ftl" as layout>
<#assign wrong = messagesPerField.existsError("username", "password")>
<@layout.registrationLayout displayMessage=!wrong displayInfo=true; section>
<#if section = "header">${msg("loginAccountTitle")}<#elseif section = "form">
<#if wrong><div class="note bad" role="alert" tabindex="-1" autofocus><@layout.sign "error"/><div><b>${msg("khueNotSignedIn")}</b><p>${kcSanitize(messagesPerField.getFirstError("username", "password"))?no_esc}</p></div></div></#if>
<form class="stack" id="kc-form-login" method="post" action="${url.loginAction}">
<#if usernameHidden??>
<p class="line apart"><b id="kc-attempted-username">${auth.attemptedUsername!}</b><a id="reset-login" href="${url.loginRestartFlowUrl}">${msg("khueNotMe")}</a></p>
<#else>
<div class="field"><label for="username">${msg("username")}</label><input id="username" name="username" autocomplete="username" autocapitalize="none" spellcheck="false" required value="${login.username!""}"></div>
</#if>
<div class="field<#if wrong> bad</#if>"><label for="password">${msg("password")}</label><#if wrong><@layout.fieldError "password-error" msg("khueRetypePassword")/></#if><input id="password" name="password" type="password" autocomplete="current-password" required<#if wrong> aria-invalid="true" aria-describedby="password-error"</#if>></div>
<#if auth?has_content && auth.selectedCredential?has_content><input type="hidden" name="credentialId" value="${auth.selectedCredential}"></#if>
<button class="btn go fill" name="login" id="kc-login">${msg("doLogIn")}</button>
</form>
<#if !usernameHidden??><a class="btn fill" id="khue-badge" href="${url.loginRestartFlowUrl?replace("/login-actions/restart", "/khue-badge/start")}">${msg("khueBadge")}</a></#if>
<#if khueCard??><a class="btn fill" id="khue-card" href="${layout.card(khueCard)}">${msg("khueCard")}</a></#if>
<a class="btn bare fill" id="khue-passkey" href="${url.loginRestartFlowUrl?replace("/login-actions/restart", "/khue-passkey/start")}">${msg("khuePasskeyAlone")}</a>
<a class="btn bare fill" id="khue-activation" href="${url.loginRestartFlowUrl?replace("/login-actions/restart", "/khue-activation/start")}">${msg("khueActivation")}</a>
<#elseif section = "socialProviders">
<#if social?? && social.providers?has_content>
<p class="or">${msg("khueOr")}</p>
<nav class="ways" aria-label="${msg("khueOtherWays")}"><#list social.providers as p><a class="btn" id="social-${p.alias}" href="${p.loginUrl}">${p.displayName!}</a></#list></nav>
</#if>
<#elseif section = "info">
<p class="hint">${msg("khueForgotten")}</p>
</#if>
</@layout.registrationLayout>
