import { messages } from '../i18n/messages.ts'

export const signInMessages = messages({
  en: {
    title: 'Sign in to Kenja',
    introduction: 'With an access key of the root user or of an IAM user. This tab gets temporary credentials; the key itself is not kept.',
    accessKeyId: 'Access key ID',
    secretAccessKey: 'Secret access key',
    signIn: 'Sign in',
    easier: 'Easier: run this in a terminal and open the link that it prints. It signs you in once, within five minutes.',
    where: 'The root user’s key is in ~/.kenja/aws/credentials; ./kenja env prints it.',
    refused: 'You could not be signed in',
    linkSpent: 'This link has been used already, or is older than five minutes. ./kenja console prints a new one.',
    keyWrong: 'The access key or the secret is wrong.',
    tooMany: 'Too many failed tries. Try again in a minute.',
    noAnswer: 'Kenja does not answer. Start it with ./kenja up.',
    oneMoment: 'Signing in',
  },
  ja: {
    title: 'Kenja にサインイン',
    introduction: 'ルートユーザーまたは IAM ユーザーのアクセスキーを使います。このタブには一時的な認証情報だけが渡され、アクセスキー自体は保存されません。',
    accessKeyId: 'アクセスキー ID',
    secretAccessKey: 'シークレットアクセスキー',
    signIn: 'サインイン',
    easier: 'もっと簡単な方法: ターミナルで次のコマンドを実行し、表示されたリンクを開いてください。リンクは 5 分以内に 1 回だけ使えます。',
    where: 'ルートユーザーのキーは ~/.kenja/aws/credentials にあります。./kenja env でも表示できます。',
    refused: 'サインインできませんでした',
    linkSpent: 'このリンクはすでに使われたか、発行から 5 分を過ぎています。./kenja console で新しいリンクを発行してください。',
    keyWrong: 'アクセスキーまたはシークレットが正しくありません。',
    tooMany: '失敗が続いたため、一時的に受け付けていません。1 分後にもう一度お試しください。',
    noAnswer: 'Kenja が応答しません。./kenja up で起動してください。',
    oneMoment: 'サインイン中',
  },
})
