import { type ImageName, imageNames, imageVersion } from '../../../../../images/xgboost/versions.ts'

/** Where AWS keeps the images of its built-in algorithms: the account differs by region. Source: the SageMaker Python SDK's image tables. */
const ACCOUNTS: Readonly<Record<string, { readonly xgboost: string; readonly sagemakerXgboost: string }>> = {
  'us-east-1': { xgboost: '811284229777', sagemakerXgboost: '683313688378' },
  'us-east-2': { xgboost: '825641698319', sagemakerXgboost: '257758044811' },
  'us-west-1': { xgboost: '632365934929', sagemakerXgboost: '746614075791' },
  'us-west-2': { xgboost: '433757028032', sagemakerXgboost: '246618743249' },
  'ap-northeast-1': { xgboost: '501404015308', sagemakerXgboost: '354813040037' },
  'ap-northeast-3': { xgboost: '867004704886', sagemakerXgboost: '867004704886' },
  'ap-northeast-2': { xgboost: '306986355934', sagemakerXgboost: '366743142698' },
  'ap-south-1': { xgboost: '991648021394', sagemakerXgboost: '720646828776' },
  'ap-southeast-1': { xgboost: '475088953585', sagemakerXgboost: '121021644041' },
  'ap-southeast-2': { xgboost: '544295431143', sagemakerXgboost: '783357654285' },
  'ca-central-1': { xgboost: '469771592824', sagemakerXgboost: '341280168497' },
  'eu-central-1': { xgboost: '813361260812', sagemakerXgboost: '492215442770' },
  'eu-west-1': { xgboost: '685385470294', sagemakerXgboost: '141502667606' },
  'eu-west-2': { xgboost: '644912444149', sagemakerXgboost: '764974769150' },
  'eu-west-3': { xgboost: '749696950732', sagemakerXgboost: '659782779980' },
  'eu-north-1': { xgboost: '669576153137', sagemakerXgboost: '662702820516' },
  'sa-east-1': { xgboost: '855470959533', sagemakerXgboost: '737474898029' },
}

const OLDEST = '0.72'

export type XgboostTag = Exclude<ImageName, '0.72'> | 'latest'

export interface XgboostVersion {
  readonly image: ImageName
  readonly tag: XgboostTag
  readonly repository: 'xgboost' | 'sagemaker-xgboost'
  readonly engine: string
}

/** Every version that the image has, newest first; the oldest is `xgboost:latest`, which AWS's hands-on uses. */
export const xgboostVersions: readonly XgboostVersion[] = [...imageNames].reverse().map((image) => ({
  image,
  tag: image === OLDEST ? 'latest' : image,
  repository: image === OLDEST ? 'xgboost' : 'sagemaker-xgboost',
  engine: imageVersion(image).engine,
}))

export const isXgboostTag = (tag: string): tag is XgboostTag => xgboostVersions.some((version) => version.tag === tag)

/** The URI that the SageMaker SDK retrieves for the region. */
export function xgboostImage(tag: XgboostTag, region: string): string {
  const { repository } = xgboostVersions.find((version) => version.tag === tag) as XgboostVersion
  const accounts = ACCOUNTS[region] ?? (ACCOUNTS['us-east-1'] as (typeof ACCOUNTS)[string])
  return `${repository === 'xgboost' ? accounts.xgboost : accounts.sagemakerXgboost}.dkr.ecr.${region}.amazonaws.com/${repository}:${tag}`
}

/** Which of the versions above an image is; undefined for any other. */
export function xgboostTagOf(image: string): XgboostTag | undefined {
  const [, repository, tag] = /\.amazonaws\.com(?:\.cn)?\/([^:]+):(.+)$/.exec(image) ?? []
  // SDKs of some years end the tag in `-cpu-py3`; `1` is the other name of `latest`.
  const plain = tag?.replace(/-cpu-py3$/, '')
  return xgboostVersions.find((version) => version.repository === repository && (version.tag === plain || (repository === 'xgboost' && plain === '1')))?.tag as
    | XgboostTag
    | undefined
}
