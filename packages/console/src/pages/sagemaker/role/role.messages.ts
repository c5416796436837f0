import { messages } from '../../../i18n/messages.ts'

export const roleMessages = messages({
  en: {
    title: 'Create an IAM role',
    introduction:
      'Passing an IAM role gives Amazon SageMaker AI permission to perform actions in other AWS services on your behalf. Creating a role here will grant permissions described by the AmazonSageMakerFullAccess IAM policy to the role you create.',
    alsoGives: 'The IAM role you create will provide access to:',
    specifyBuckets: 'S3 buckets you specify',
    any: 'Any S3 bucket',
    anyHelp: 'Allow users that have access to your notebook instance access to any bucket and its contents in your account.',
    specific: 'Specific S3 buckets',
    specificHelp: 'Comma delimited. ARNs, "*" and "/" are not supported.',
    none: 'None',
    sagemakerBuckets: 'Any S3 bucket with "sagemaker" in the name',
    sagemakerObjects: 'Any S3 object with "sagemaker" in the name',
    taggedObjects: 'Any S3 object with the tag "sagemaker" and value "true"',
    policyBuckets: 'S3 bucket with a Bucket Policy allowing access to SageMaker',
    create: 'Create role',
    created: 'Success! You created an IAM role.',
    bucketWrong: 'Bucket names: 3 to 63 lower-case letters, digits, hyphens and dots.',
  },
  ja: {
    title: 'IAM ロールを作成する',
    introduction:
      'IAM ロールを渡すと、Amazon SageMaker AI がユーザーに代わって他の AWS のサービスでアクションを実行できるようになります。ここで作成するロールには、IAM ポリシー AmazonSageMakerFullAccess に記述されたアクセス許可が付与されます。',
    alsoGives: '作成する IAM ロールは、以下へのアクセスを提供します。',
    specifyBuckets: '指定する S3 バケット',
    any: '任意の S3 バケット',
    anyHelp: 'ノートブックインスタンスにアクセスできるユーザーに、アカウント内のすべてのバケットとその内容へのアクセスを許可します。',
    specific: '特定の S3 バケット',
    specificHelp: 'カンマ区切り。ARN、「*」、「/」は使用できません。',
    none: 'なし',
    sagemakerBuckets: '名前に「sagemaker」が含まれる任意の S3 バケット',
    sagemakerObjects: '名前に「sagemaker」が含まれる任意の S3 オブジェクト',
    taggedObjects: 'タグ「sagemaker」と値「true」が含まれる任意の S3 オブジェクト',
    policyBuckets: 'SageMaker へのアクセスを許可するバケットポリシーを持つ S3 バケット',
    create: 'ロールの作成',
    created: '成功! IAM ロールを作成しました。',
    bucketWrong: 'バケット名は 3～63 文字の英小文字、数字、ハイフン、ドットで指定してください。',
  },
})
