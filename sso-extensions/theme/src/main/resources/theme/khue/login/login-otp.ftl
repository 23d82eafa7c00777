<#import "template.ftl" as layout>
<#assign wrong = messagesPerField.existsError("totp")>
<@layout.registrationLayout displayMessage=!wrong layout="sheet"; section>
<#if section = "header">${msg("khueStepUpTitle")}<#elseif section = "form">
<p id="what">${msg("khueStepUpWhat")}</p>
<dl class="facts"><div><dt>${msg("khueAccount")}</dt><dd id="kc-attempted-username">${(auth.attemptedUsername)!}</dd></div><#if client??><div><dt>${msg("khueApp")}</dt><dd>${client.name!client.clientId}</dd></div></#if></dl>
<form class="stack" id="kc-otp-login-form" method="post" action="${url.loginAction}">
<#if otpLogin.userOtpCredentials?size gt 1>
<fieldset><legend>${msg("khueWhichDevice")}</legend><#list otpLogin.userOtpCredentials as c><label class="opt"><input type="radio" name="selectedCredentialId" value="${c.id}"<#if c.id == otpLogin.selectedCredentialId> checked</#if>>${c.userLabel!}</label></#list></fieldset>
</#if>
<div class="field<#if wrong> bad</#if>"><label for="otp">${msg("loginOtpOneTime")}</label><p class="hint" id="otp-hint">${msg("khueOtpHint")}</p><#if wrong><@layout.fieldError "otp-error" messagesPerField.get("totp")/></#if><input id="otp" name="otp" class="otp" inputmode="numeric" autocomplete="one-time-code" maxlength="6" required autofocus aria-describedby="otp-hint<#if wrong> otp-error</#if>"<#if wrong> aria-invalid="true"</#if>></div>
<button class="btn go fill" name="login" id="kc-login">${msg("khueConfirm")}</button>
<#if (client.baseUrl)?has_content><a class="btn bare fill" href="${client.baseUrl}">${msg("khueBack")}</a></#if>
</form>
</#if>
</@layout.registrationLayout>
